import type { AdminPaymentView } from '@campus/contracts/payments-api';
import { paiseOf } from './paise-of.ts';

export type RefundReason = 'quality' | 'missing' | 'late' | 'mistake' | 'other';

/** What an admin is about to give back; amounts as written. */
export interface RefundDraft {
  gatewayPaymentId: string;
  amount: string;
  reason: RefundReason | null;
  words: string;
}

export type RefundFault = 'notAnAmount' | 'tooSmall' | 'tooMuch';

/** A captured payment of which something is left. */
export type Refundable = Pick<AdminPaymentView['attempts'][number], 'gateway_payment_id' | 'refundable'>;

const SMALLEST_PAISE = 100;

/** The payments that something can be given back of, the one that paid the order first. */
export function refundableOf({ attempts, gateway_payment_id: own }: AdminPaymentView): Refundable[] {
  const left = attempts.filter(({ refundable }) => refundable > 0);
  return left.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  function isOwn(attempt: Refundable): boolean {
    return attempt.gateway_payment_id === own;
  }
}

/** What is wrong with the amount, if anything: the server's rules, said before it has to. */
export function faultOf(written: string, leftRupees: number): RefundFault | undefined {
  const paise = paiseOf(written);
  // From the shortest decimal form, as it came: a product would be beside itself for some amounts.
  const left = paiseOf(String(leftRupees)) ?? 0;
  if (paise === undefined || paise === 0) return 'notAnAmount';
  if (paise > left) return 'tooMuch';
  return paise < SMALLEST_PAISE && paise !== left ? 'tooSmall' : undefined;
}

/** Paise as the API wants them. Below 10¹⁰ the quotient's shortest form has at most two decimals. */
export function rupeesOf(written: string): number {
  return (paiseOf(written) ?? 0) / 100;
}
