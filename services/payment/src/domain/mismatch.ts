import { refundsOf, sum } from './money-of-payment.ts';
import type { Payment } from './payment.ts';

export type MismatchKind = 'missed_capture' | 'orphan' | 'amount_differs' | 'refund_differs';

/** The gateway's books and ours, apart. */
export interface Mismatch {
  id: string;
  kind: MismatchKind;
  paymentId: string | null;
  gatewayPaymentId: string;
  gatewayOrderId: string | null;
  gatewayPaise: number;
  knownPaise: number;
  foundAt: Date;
}

/** One payment as the gateway's books have it. */
export interface GatewayMoney {
  gatewayPaymentId: string;
  amountPaise: number;
  isCaptured: boolean;
  refundedPaise: number;
}

export type Difference = Pick<Mismatch, 'kind' | 'gatewayPaise' | 'knownPaise'>;

/** Where our books differ from the gateway's. Money that was never captured is in neither. */
export function differencesOf(payment: Payment, there: GatewayMoney): Difference[] {
  if (!there.isCaptured) return [];
  const here = payment.attempts.find(({ gatewayPaymentId }) => gatewayPaymentId === there.gatewayPaymentId);
  if (!here?.isCaptured) return [{ kind: 'missed_capture', gatewayPaise: there.amountPaise, knownPaise: 0 }];
  const found: Difference[] = [];
  if (here.amountPaise !== there.amountPaise) {
    found.push({ kind: 'amount_differs', gatewayPaise: there.amountPaise, knownPaise: here.amountPaise });
  }
  const { leastPaise, mostPaise } = refundedRange(payment, there);
  if (there.refundedPaise < leastPaise || there.refundedPaise > mostPaise) {
    found.push({ kind: 'refund_differs', gatewayPaise: there.refundedPaise, knownPaise: leastPaise });
  }
  return found;
}

/** A refund that was asked for may or may not be in the gateway's books yet; one that the gateway has taken on is. */
function refundedRange(payment: Payment, there: GatewayMoney): { leastPaise: number; mostPaise: number } {
  const refunds = refundsOf(payment, there).filter(({ status }) => status !== 'failed');
  const taken = refunds.filter(({ status }) => status === 'pending' || status === 'processed');
  return { leastPaise: sum(taken), mostPaise: sum(refunds) };
}
