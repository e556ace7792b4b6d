import type { Database } from './database.ts';
import { type Finding, finding, type InvariantReport } from './report.ts';
import * as sql from './report-figures.ts';
import type { Sources } from './sources.ts';

type Figures = Map<string, string>;

interface SalesDay {
  day: string;
  orders: number;
  completed: number;
  cancelled: number;
  paid: number;
  cash: number;
  upi: number;
}

interface Refund {
  id: string;
  order_id: string;
  paise: number;
  day: string;
}

/** All that the three reports are made of, from one side. */
interface Books {
  orders: Figures;
  sales: SalesDay[];
  hours: Figures;
  slots: Figures;
  items: Figures;
  refunds: Refund[];
}

/** 7. Reports equal what the orders and payments say: recomputed from their tables, for every day there ever was. */
export async function checkReports({ databases, timeZone }: Sources): Promise<InvariantReport> {
  const { ordering, payment, reporting } = databases;
  const shown = await booksOf(reporting, { orders: sql.SHOWN_ORDERS, lines: sql.SHOWN_LINES, timeZone });
  shown.refunds = ofSales(shown, await reporting.rows<Refund>(sql.SHOWN_REFUNDS));
  const meant = await booksOf(ordering, { orders: sql.MEANT_ORDERS, lines: sql.MEANT_LINES, timeZone });
  const cash = await ordering.rows<Refund>(sql.CASH_REFUNDS, [timeZone]);
  const gateway = await payment.rows<Refund>(sql.GATEWAY_REFUNDS, [timeZone]);
  meant.refunds = ofSales(meant, [...cash, ...gateway]);
  return {
    number: 7,
    rule: 'reports = orders and payments',
    figures: {
      sales: shown.orders.size,
      days: shown.sales.length,
      'gross (rupees)': sum(shown.sales.map(({ cash, upi }) => cash + upi)) / 100,
      'refunded (rupees)': sum(shown.refunds.map(({ paise }) => paise)) / 100,
      'confirmed orders': meant.orders.size,
      refunds: meant.refunds.length,
    },
    faults: [
      ...differences('a day', salesByDay(shown), salesByDay(meant)),
      ...differences('an order', shown.orders, meant.orders),
      ...differences('an hour', shown.hours, meant.hours),
      ...differences('a slot', shown.slots, meant.slots),
      ...differences('an item', shown.items, meant.items),
      ...differences('a refund', refundFigures(shown), refundFigures(meant)),
    ],
    notes: [],
  };
}

async function booksOf(
  database: Database,
  { orders, lines, timeZone }: { orders: string; lines: string; timeZone: string },
): Promise<Books> {
  const read = async (figures: string): Promise<Figures> => {
    const rows = await database.rows<{ key: string; value: string }>(figures, [timeZone]);
    return new Map(rows.map(({ key, value }) => [key, value]));
  };
  return {
    orders: await read(sql.orderFigures(orders)),
    sales: await database.rows<SalesDay>(sql.saleFigures(orders), [timeZone]),
    hours: await read(sql.hourFigures(orders)),
    slots: await read(sql.slotFigures(orders)),
    items: await read(sql.itemFigures(orders, lines)),
    refunds: [],
  };
}

/** Money that goes back for an order that never was confirmed is no refund of a sale. */
function ofSales({ orders }: Books, refunds: Refund[]): Refund[] {
  return refunds.filter(({ order_id }) => orders.has(order_id));
}

/** Daily sales as the report shows them: the refunds of a day are those that happened on it, whenever their orders were sold. */
function salesByDay({ sales, refunds }: Books): Figures {
  const sold = new Map(sales.map((day) => [day.day, day]));
  const refunded = Map.groupBy(refunds, ({ day }) => day);
  const days = [...new Set([...sold.keys(), ...refunded.keys()])];
  return new Map(
    days.map((day) => [
      day,
      described(sold.get(day) ?? { ...NOTHING, day }, sum((refunded.get(day) ?? []).map(({ paise }) => paise))),
    ]),
  );
}

const NOTHING = { orders: 0, completed: 0, cancelled: 0, paid: 0, cash: 0, upi: 0 };

function described({ orders, completed, cancelled, paid, cash, upi }: SalesDay, refunded: number): string {
  const gross = cash + upi;
  const money = { gross, refunds: refunded, net: gross - refunded, cash, upi, average: paid === 0 ? 0 : gross / paid };
  const amounts = Object.entries(money).map(([name, paise]) => `${name} ${(paise / 100).toFixed(2)}`);
  return `${orders} orders, ${completed} completed, ${cancelled} cancelled, ${amounts.join(', ')}`;
}

function refundFigures({ refunds }: Books): Figures {
  return new Map(
    refunds.map(({ id, day, paise, order_id }) => [id, `${day} ${(paise / 100).toFixed(2)} of order ${order_id}`]),
  );
}

function differences(what: string, shown: Figures, meant: Figures): Finding[] {
  const keys = [...new Set([...shown.keys(), ...meant.keys()])].filter((key) => shown.get(key) !== meant.get(key));
  return finding(
    `${what} is reported wrongly`,
    keys
      .sort()
      .map((key) => `${key}: reports say ${shown.get(key) ?? 'nothing'}, should be ${meant.get(key) ?? 'nothing'}`),
  );
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
