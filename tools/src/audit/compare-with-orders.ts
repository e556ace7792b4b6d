import { moneyOf, type OrderBook, type PaymentBook, waitsForPerson } from './money-books.ts';
import { type Finding, finding } from './report.ts';

interface Pair {
  payment: PaymentBook;
  order: OrderBook;
}

const REMAINING = 'money that is not given back';

/** What must not be, of any payment and its order. */
const RULES: [what: string, isBroken: (pair: Pair) => boolean][] = [
  ['a payment for an order in cash', ({ order }) => order.method !== 'upi'],
  [
    'another amount than the order',
    ({ payment, order }) => !payment.flags.includes('amount_conflict') && payment.amount !== order.total,
  ],
  [
    'order and payment name different provider orders',
    ({ payment, order }) => order.gateway_order_id !== null && order.gateway_order_id !== payment.gateway_order_id,
  ],
  [
    'paid without exactly its own money',
    ({ payment, order }) => order.payment_status === 'paid' && !isPaid(payment, order),
  ],
  [
    'refunded while money is left, or without having been paid',
    ({ payment, order }) => order.payment_status === 'refunded' && !isRefunded(payment, order),
  ],
  ['unpaid although its money is there', ({ payment, order }) => isUnpaid(order) && ownMoney(payment).captured > 0],
  ['confirmed without being paid', ({ order }) => order.is_confirmed && isUnpaid(order)],
  [
    'paid but never confirmed',
    ({ order }) => !order.is_confirmed && order.payment_status === 'paid' && order.status !== 'cancelled',
  ],
  ['more given back than came', ({ payment }) => leftOver(payment) < 0],
  [REMAINING, ({ payment, order }) => moneyToReturn({ payment, order }) > 0 && !waitsForPerson(payment)],
];

/** Whether every order says of its money what the payment service knows of it. */
export function compareWithOrders(
  payments: PaymentBook[],
  orders: Map<string, OrderBook>,
): { faults: Finding[]; notes: Finding[] } {
  const pairs = payments.flatMap((payment) => {
    const order = orders.get(payment.order_id);
    return order ? [{ payment, order }] : [];
  });
  const paired = new Set(payments.map(({ order_id }) => order_id));
  const unpaired = [...orders.values()].filter(({ id, method }) => method === 'upi' && !paired.has(id));
  const orderless = payments.filter(({ order_id }) => !orders.has(order_id));
  const waiting = pairs.filter((pair) => moneyToReturn(pair) > 0 && waitsForPerson(pair.payment));
  return {
    faults: [
      ...finding(
        'a UPI order without its payment',
        unpaired.map(({ id }) => id),
      ),
      ...finding(
        'a payment without its order',
        orderless.map(({ id }) => id),
      ),
      ...RULES.flatMap(([what, isBroken]) => finding(what, pairs.filter(isBroken).map(named))),
    ],
    notes: finding(`${REMAINING}, waiting for a person`, waiting.map(named)),
  };
}

function ownMoney(payment: PaymentBook) {
  return moneyOf(payment, payment.gateway_payment_id);
}

/** What is here of a payment when everything on its way back has arrived. */
function leftOver(payment: PaymentBook): number {
  const { captured, refunded, waiting } = moneyOf(payment);
  return captured - refunded - waiting;
}

/** What came twice, too late or in the wrong amount goes back, and all of it once the order is cancelled. */
function moneyToReturn({ payment, order }: Pair): number {
  const own = ownMoney(payment);
  const kept = order.status === 'cancelled' ? 0 : own.captured - own.refunded - own.waiting;
  return leftOver(payment) - kept;
}

function isPaid(payment: PaymentBook, { total }: OrderBook): boolean {
  const { captured, refunded } = ownMoney(payment);
  return captured === total && refunded < captured;
}

function isRefunded(payment: PaymentBook, { total }: OrderBook): boolean {
  const { captured, refunded } = ownMoney(payment);
  return captured === total && refunded === captured;
}

function isUnpaid({ payment_status }: OrderBook): boolean {
  return payment_status === 'pending' || payment_status === 'failed';
}

function named({ payment, order }: Pair): string {
  const { captured, refunded, waiting } = moneyOf(payment);
  const back = waiting > 0 ? `${refunded} back, ${waiting} on its way back` : `${refunded} back`;
  return `order ${order.id} (${order.status}, ${order.payment_status}, ${order.total}): ${captured} captured, ${back}`;
}
