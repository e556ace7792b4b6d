/** One kind of fault (or of something worth knowing): how many, and the first few by id. */
export interface Finding {
  what: string;
  count: number;
  ids: string[];
}

/** What was found about one invariant of product.md section 8. */
export interface InvariantReport {
  number: number;
  rule: string;
  figures: Record<string, number | string>;
  /** Each of them violates the invariant. */
  faults: Finding[];
  /** What a person should know and what violates nothing. */
  notes: Finding[];
}

export interface AuditReport {
  /** No invariant is violated. */
  ok: boolean;
  /** What was still going on when the audit looked; empty when the system was quiet. */
  unsettled: string[];
  invariants: InvariantReport[];
}

export const MOST_IDS = 20;

/** The finding in a list of ids; none when the list is empty. */
export function finding(what: string, ids: string[]): Finding[] {
  return ids.length === 0 ? [] : [{ what, count: ids.length, ids: ids.slice(0, MOST_IDS) }];
}

export function isKept({ faults }: InvariantReport): boolean {
  return faults.length === 0;
}
