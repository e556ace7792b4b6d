import type { OrderView } from '@campus/contracts/order-state';
import type { DailySales } from '@campus/contracts/reports-api';
import { numericFromPaise, paiseFromNumeric } from '@campus/money/money';
import { addUp, shownTo, toldTo } from './bills.ts';
import type { OrderScreen } from './order-screen.ts';
import type { Played } from './play.ts';
import type { Records } from './records.ts';

/** One line of the ledger: what must be, and what the records say. */
export interface LedgerLine {
  what: string;
  expected: string;
  found: string;
}

type Sales = DailySales['totals'];

/** Compares the students' bills with everybody's records. */
export function drawUp(played: Played, records: Records, salesBefore: Sales): LedgerLine[] {
  const { lunches, rung } = played;
  const { orders, gateway, sales } = records;
  const bills = addUp(lunches);
  const with_ = (wanted: Partial<OrderView>) =>
    orders.filter((one) => Object.entries(wanted).every(([key, value]) => one[key as keyof OrderView] === value))
      .length;
  const grown = (key: keyof Sales) => inPaise(sales[key]) - inPaise(salesBefore[key]);
  const gross = bills.upi + bills.cash;
  return [
    count('orders, each exactly once', bills.orders, new Set(orders.map(({ id }) => id)).size + duplicates(orders)),
    count('  completed', bills.completed, with_({ status: 'completed' })),
    count('  cancelled', bills.cancelled, with_({ status: 'cancelled' })),
    count('  paid', bills.completed, with_({ payment_status: 'paid' })),
    count('  refunded', bills.cancelled, with_({ payment_status: 'refunded' })),
    money('billed', gross, sum(orders.map(({ total }) => inPaise(total)))),
    money('captured at the payment gateway', bills.upi, sum(gateway.map((one) => one.captured_paise))),
    money('refunded at the payment gateway', bills.refunded, sum(gateway.map((one) => one.refunded_paise))),
    count('rings in the kitchen, one per order', bills.orders, rung.length),
    count('  acknowledged', bills.orders, orders.filter(({ acknowledged_at }) => acknowledged_at !== null).length),
    list(
      'order screens of the students',
      lunches.map(({ wish, screen }) => [wish.name, lastOf(shownTo(wish), screen), screen.statuses]),
    ),
    list(
      'notifications to students',
      lunches.map(({ wish }, i) => [wish.name, toldTo(wish), records.told[i] ?? []]),
    ),
    count('  pushed to their phones', sum(lunches.map(({ wish }) => toldTo(wish).length)), sum(records.pushed)),
    count('notifications to the kitchen', bills.orders, records.toldKitchen),
    count('  pushed to its screen', bills.orders, records.pushedToKitchen),
    count('daily sales: orders', bills.orders, sales.orders - salesBefore.orders),
    count('  completed', bills.completed, sales.completed - salesBefore.completed),
    count('  cancelled', bills.cancelled, sales.cancelled - salesBefore.cancelled),
    money('  gross', gross, grown('gross_sales')),
    money('  by UPI', bills.upi, grown('upi_sales')),
    money('  by cash', bills.cash, grown('cash_sales')),
    money('  refunds', bills.refunded, grown('refunds')),
    money('  net', gross - bills.refunded, grown('net_sales')),
  ];
}

export function isBalanced(lines: LedgerLine[]): boolean {
  return lines.every(({ expected, found }) => expected === found);
}

/** One aligned line per entry, with "ok" or what differs. */
export function printed(lines: LedgerLine[]): string {
  return lines
    .map(({ what, expected, found }) => {
      const verdict = expected === found ? 'ok' : `DIFFERS: expected ${expected}`;
      return `  ${what.padEnd(38)} ${found.padStart(12)}   ${verdict}`;
    })
    .join('\n');
}

function count(what: string, expected: number, found: number): LedgerLine {
  return { what, expected: String(expected), found: String(found) };
}

function money(what: string, expected: number, found: number): LedgerLine {
  return { what, expected: `₹${numericFromPaise(expected)}`, found: `₹${numericFromPaise(found)}` };
}

// Everybody's list must be the same as expected; a deviating person is named.
function list(what: string, people: [name: string, expected: string[], found: string[]][]): LedgerLine {
  const deviating = people.filter(([, expected, found]) => expected.join() !== found.join());
  const total = String(sum(people.map(([, expected]) => expected.length)));
  if (deviating.length === 0) return { what, expected: total, found: total };
  const say = (which: 1 | 2) => deviating.map((person) => `${person[0]}: ${person[which].join(' ')}`).join('; ');
  return { what, expected: say(1), found: say(2) };
}

// The kitchen may be quicker than the student opens the screen; from then on it misses nothing.
function lastOf(statuses: string[], { statuses: shown }: OrderScreen): string[] {
  return statuses.slice(-Math.max(shown.length, 1));
}

function duplicates(orders: OrderView[]): number {
  return orders.length - new Set(orders.map(({ order_number }) => order_number)).size;
}

// Sums may be negative (net sales of a day with refunds only) and larger than any price.
function inPaise(rupees: number): number {
  return paiseFromNumeric(rupees.toFixed(2));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
