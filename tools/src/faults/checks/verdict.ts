/** What was found about one invariant of the harness. */
export interface Verdict {
  /** I1 to I14. */
  id: string;
  statement: string;
  figures: Record<string, number | string>;
  /** Each of them breaks the invariant. */
  violations: string[];
}

export const STATEMENTS = {
  I1: 'captured − refunded at the provider = paid orders, each paid once',
  I2: 'every status history is a legal path with versions without a gap; completed means paid',
  I3: 'no more orders in a slot than its cap, at any instant',
  I4: 'what was answered exists once, what was refused not at all, what is unknown at most once; one key, one order',
  I5: 'at most one effect per event, recipient and channel; every confirmed order was told',
  I6: 'reports = orders and payments',
  I7: 'nobody ever read an order of somebody else',
  I8: 'totals are the sum of their lines and never change',
  I9: 'outboxes empty, no event lost, none heard twice, nothing unexplained parked',
  I10: 'screens end where the database is, and versions never go back',
  I11: 'what must go on goes on, who is refused hears when to come again; all recovers within 30 s by itself',
  I12: 'no process ends but by the schedule; no unhandled rejection; memory, handles and connections come back',
  I13: 'what was signed out stays signed out',
  I14: 'one assignee per delivery, one order per number and day',
} as const;
export type InvariantId = keyof typeof STATEMENTS;

export function verdict(
  id: InvariantId,
  { figures = {}, violations }: { figures?: Verdict['figures']; violations: string[] },
): Verdict {
  return { id, statement: STATEMENTS[id], figures, violations };
}

export function isHeld({ violations }: Verdict): boolean {
  return violations.length === 0;
}
