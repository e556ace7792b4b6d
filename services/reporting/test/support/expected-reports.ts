import type { DailySales, ItemPerformance, OrderVolume } from '@campus/contracts/reports-api';
import type { Life } from './life.ts';

type Sold = Life & { confirmed: NonNullable<Life['confirmed']>; day: string };

/** The three reports as somebody would work them out who watched the orders themselves. */
export function expectedReports(lives: Life[], { from, to, zone }: { from: string; to: string; zone: string }) {
  const days = daysBetween(from, to);
  const confirmed = lives.flatMap((life): Sold[] =>
    life.confirmed
      ? [{ ...life, confirmed: life.confirmed, day: life.confirmed.day ?? dayIn(zone, life.confirmed.at) }]
      : [],
  );
  const sold = confirmed.filter(({ day }) => days.includes(day));
  const sales = days.map((date) => ({
    date,
    ...salesOf(
      sold.filter(({ day }) => day === date),
      refundsOn(confirmed, { date, zone }),
    ),
  }));
  return {
    days: sales,
    items: itemsOf(sold),
    volume: {
      day: days.map((bucket) =>
        bucketOf(
          bucket,
          sold.filter(({ day }) => day === bucket),
        ),
      ),
      hour: hours.map((bucket) =>
        bucketOf(
          bucket,
          sold.filter((life) => hourIn(zone, life.confirmed.at) === bucket),
        ),
      ),
      slot: [...new Set(sold.map(({ order }) => order.slot))].sort().map((bucket) =>
        bucketOf(
          bucket,
          sold.filter(({ order }) => order.slot === bucket),
        ),
      ),
    },
  };
}

function salesOf(sold: Sold[], refunds: number): Omit<DailySales['days'][number], 'date'> {
  const paid = sold.filter(({ isPaid }) => isPaid);
  const taken = (by: string) =>
    sum(paid.flatMap(({ order }) => (order.payment_method === by ? [order.total_paise] : [])));
  const gross = taken('cash') + taken('upi');
  return {
    orders: sold.length,
    completed: sold.filter(({ order }) => order.status === 'completed').length,
    cancelled: sold.filter(({ order }) => order.status === 'cancelled').length,
    gross_sales: gross / 100,
    refunds: refunds / 100,
    net_sales: (gross - refunds) / 100,
    cash_sales: taken('cash') / 100,
    upi_sales: taken('upi') / 100,
    average_order_value: paid.length === 0 ? 0 : Math.round(gross / paid.length) / 100,
  };
}

function refundsOn(confirmed: Sold[], { date, zone }: { date: string; zone: string }): number {
  const all = confirmed.flatMap(({ refunds }) => refunds);
  return sum(all.filter(({ at }) => dayIn(zone, at) === date).map(({ paise }) => paise));
}

function itemsOf(sold: Sold[]): ItemPerformance[] {
  const newest = sold
    .filter(({ isPaid }) => isPaid)
    .toSorted(
      (one, other) =>
        other.confirmed.at.getTime() - one.confirmed.at.getTime() || (one.order.id < other.order.id ? 1 : -1),
    );
  const lines = newest.flatMap(({ order }) => order.items);
  const ids = [...new Set(lines.map(({ menu_item_id }) => menu_item_id))];
  return ids
    .map((id) => ({ id, of: lines.filter(({ menu_item_id }) => menu_item_id === id) }))
    .map(({ id, of }) => ({
      menu_item_id: id,
      name: of[0]?.item_name ?? '',
      quantity: sum(of.map(({ quantity }) => quantity)),
      orders: of.length,
      revenue: sum(of.map(({ line_total_paise }) => line_total_paise)) / 100,
    }))
    .toSorted((one, other) => other.revenue - one.revenue || (one.menu_item_id < other.menu_item_id ? -1 : 1));
}

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

function bucketOf(bucket: string, lives: Sold[]): OrderVolume {
  const count = (type: string) => lives.filter(({ order }) => order.order_type === type).length;
  return { bucket, orders: lives.length, pickup: count('pickup'), delivery: count('delivery') };
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}

function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

function hourIn(zone: string, at: Date): string {
  return `${new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at)}:00`;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
