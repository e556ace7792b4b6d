import type { LedgerLine } from './ledger.ts';
import type { PaymentBook } from './money-books.ts';
import { type Finding, finding } from './report.ts';

/** Whether the provider and the payment service tell the same story about every provider order. */
export function compareWithProvider(
  ledger: LedgerLine[],
  payments: PaymentBook[],
): { faults: Finding[]; notes: Finding[] } {
  const lines = new Map(ledger.map((line) => [line.order_id, line]));
  const known = new Set(payments.map(({ gateway_order_id }) => gateway_order_id));
  const withOrder = new Set(payments.filter(({ gateway_order_id }) => gateway_order_id !== null).map(({ id }) => id));
  const both = payments.flatMap((payment) => {
    const line = lines.get(payment.gateway_order_id ?? '');
    return line ? [{ payment, line }] : [];
  });
  const strangers = ledger.filter(({ order_id }) => !known.has(order_id));
  const lost = payments.filter(({ gateway_order_id }) => gateway_order_id !== null && !lines.has(gateway_order_id));
  // A provider that has forgotten everything before some moment (the sandbox keeps its books in memory) proves nothing about it.
  const memoryBegins = both.reduce(
    (begin, { payment }) => Math.min(begin, payment.created_at),
    Number.POSITIVE_INFINITY,
  );
  const isForgotten = ({ created_at }: PaymentBook) => created_at < memoryBegins;
  // A payment that was cancelled while its order was being made may never have learnt of it; nor has anybody who could pay it.
  const isSecond = ({ receipt }: LedgerLine) => receipt !== null && withOrder.has(receipt);
  return {
    faults: [
      ...finding('captured differently at the provider', both.filter(capturedDiffers).map(named)),
      ...finding('refunded differently at the provider', both.filter(refundedDiffers).map(named)),
      ...finding('another amount at the provider', both.filter(amountDiffers).map(named)),
      ...finding('a second provider order for a payment', strangers.filter(isSecond).map(nameOfLine)),
      ...finding('money at the provider that payment does not know', strangers.filter(holdsMoney).map(nameOfLine)),
      ...finding(
        'a provider order that the provider does not know',
        lost.filter((one) => !isForgotten(one)).map(nameOf),
      ),
    ],
    notes: [
      ...finding('provider orders that payment does not know', strangers.map(nameOfLine)),
      ...finding('payments from before the memory of the provider', lost.filter(isForgotten).map(nameOf)),
    ],
  };
}

interface Pair {
  payment: PaymentBook;
  line: LedgerLine;
}

function capturedDiffers({ payment, line }: Pair): boolean {
  const there = line.payments.filter(({ captured }) => captured).map(({ id, amount }) => `${id} ${amount}`);
  return !sameSet(
    there,
    payment.captured.map(({ id, amount }) => `${id} ${amount}`),
  );
}

function refundedDiffers({ payment, line }: Pair): boolean {
  const captured = new Set(line.payments.filter((one) => one.captured).map(({ id }) => id));
  const there = line.refunds.filter(({ payment_id }) => captured.has(payment_id));
  // What the provider never took on has no id there: it is refused, or still to be sent.
  const here = payment.refunds.filter(
    ({ id, status }) => id !== null || status === 'processed' || status === 'pending',
  );
  return !sameSet(
    there.map(({ id, amount, status }) => `${id} ${amount} ${status}`),
    here.map(({ id, amount, status }) => `${id} ${amount} ${status === 'submitted' ? 'pending' : status}`),
  );
}

function amountDiffers({ payment, line }: Pair): boolean {
  return line.amount !== payment.amount;
}

function holdsMoney({ captured_paise, refunded_paise }: LedgerLine): boolean {
  return captured_paise !== refunded_paise;
}

function named({ payment, line }: Pair): string {
  return `${nameOf(payment)}, ${line.order_id}: captured ${line.captured_paise}, refunded ${line.refunded_paise} there`;
}

function nameOf({ id, order_id }: PaymentBook): string {
  return `payment ${id} of order ${order_id}`;
}

function nameOfLine({ order_id, receipt, captured_paise }: LedgerLine): string {
  return `${order_id} (receipt ${receipt}, captured ${captured_paise})`;
}

function sameSet(one: string[], other: string[]): boolean {
  return one.length === other.length && one.sort().join() === other.sort().join();
}
