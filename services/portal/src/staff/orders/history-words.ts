import type { OrderChange } from '@campus/contracts/order-state';
import { officeTexts } from '../../texts/office-texts.ts';

const words = officeTexts.orders.history;

/** What happened in this step, in words. `moment` writes a time. */
export function whatHappened(change: OrderChange, moment: (instant: string) => string): string {
  const { type, from, to } = change;
  switch (type) {
    case 'placed':
    case 'confirmed':
    case 'acknowledged':
      return words[type];
    case 'status':
      return from === 'ready' && to === 'preparing' ? words.recalled : wordOf(words.status, to);
    case 'payment':
      return payment(change);
    case 'estimate':
      return from === null ? words.estimateSet(moment(to ?? '')) : words.estimateMoved(moment(from), moment(to ?? ''));
    case 'assignment':
      return assignment(change);
  }
}

/** Who did it: by name where it is known, else by what they are. */
export function whoDidIt(
  { by }: OrderChange,
  { customer, staff }: { customer: string | null; staff: ReadonlyMap<string, string> },
): string {
  if (by.role === 'consumer') return customer ?? words.by.consumer;
  return (by.id !== null && staff.get(by.id)) || words.by[by.role];
}

function payment({ from, to, by }: OrderChange): string {
  if (to === 'paid') return by.role === 'system' ? words.payment.late : words.payment.cash;
  if (to === 'refunded') return words.payment.refunded;
  return from === to ? words.payment.awaited : words.payment.failed;
}

function assignment({ from, to }: OrderChange): string {
  if (to === null) return words.assignment.taken;
  return to === 'assigned' && from !== null ? words.assignment.again : wordOf(words.assignment, to);
}

function wordOf(of: Partial<Record<string, string>>, value: string | null): string {
  return (value !== null && of[value]) || (value ?? '');
}
