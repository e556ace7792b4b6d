import { compareWithOrders } from './compare-with-orders.ts';
import { compareWithProvider } from './compare-with-provider.ts';
import { type LedgerLine, readLedger } from './ledger.ts';
import { moneyOf, type OrderBook, type PaymentBook, readOrders, readPayments } from './money-books.ts';
import { finding, type InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';

const NOT_COMPARED = { faults: [], notes: finding('not compared', ['the books of the provider: there is no sandbox']) };

/** 2. Captured minus refunded at the provider = paid, not refunded orders. No order is paid by money that is not its own. */
export async function checkMoney({ access, databases }: Sources): Promise<InvariantReport> {
  const ledger = access.sandboxUrl ? await readLedger(access.sandboxUrl) : undefined;
  const payments = await readPayments(databases);
  const orders = await readOrders(databases);
  const withProvider = ledger ? compareWithProvider(ledger, payments) : NOT_COMPARED;
  const withOrders = compareWithOrders(payments, orders);
  return {
    number: 2,
    rule: 'provider, payments and orders agree on every rupee',
    figures: figuresOf(ledger, payments, orders),
    faults: [...withProvider.faults, ...withOrders.faults],
    notes: [...withProvider.notes, ...withOrders.notes],
  };
}

function figuresOf(ledger: LedgerLine[] = [], payments: PaymentBook[], orders: Map<string, OrderBook>) {
  const captured = total(ledger.map((line) => line.captured_paise));
  const refunded = total(ledger.map((line) => line.refunded_paise));
  const money = payments.map((payment) => moneyOf(payment));
  const paid = [...orders.values()].filter(
    ({ method, payment_status }) => method === 'upi' && payment_status === 'paid',
  );
  const partly = payments.filter(({ order_id }) => orders.get(order_id)?.payment_status === 'paid');
  return {
    'provider captured': rupees(captured),
    'provider refunded': rupees(refunded),
    'provider net': rupees(captured - refunded),
    'payments captured': rupees(total(money.map((one) => one.captured))),
    'payments refunded': rupees(total(money.map((one) => one.refunded))),
    'on its way back': rupees(total(money.map((one) => one.waiting))),
    payments: payments.length,
    'paid UPI orders': paid.length,
    'their totals': rupees(total(paid.map((order) => order.total))),
    'of these given back': rupees(
      total(partly.map((payment) => moneyOf(payment, payment.gateway_payment_id).refunded)),
    ),
  };
}

function total(amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

// Sums outgrow one NUMERIC(10,2), which is all that @campus/money writes.
function rupees(paise: number): string {
  return (paise / 100).toFixed(2);
}
