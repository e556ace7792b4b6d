import type { OrderVolume, OrderVolumeQuery } from '@campus/contracts/reports-api';
import type { Db } from '@campus/database/connect';
import { daysOf, type ReportRange } from '../domain/report-range.ts';

export interface VolumeQuery extends ReportRange {
  by: OrderVolumeQuery['by'];
  timeZone: string;
}

const BUCKETS = {
  day: `to_char(confirmed_day, 'YYYY-MM-DD')`,
  hour: `to_char(confirmed_at at time zone :timeZone, 'HH24":00"')`,
  slot: 'slot',
};
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** How many confirmed orders there were by day, hour of the clock or meal window. Days and hours without orders are there too. */
export async function orderVolume(db: Db, { by, ...query }: VolumeQuery): Promise<OrderVolume[]> {
  const { rows }: { rows: OrderVolume[] } = await db.raw(
    `select ${BUCKETS[by]} as bucket, count(*) as orders,
       count(*) filter (where order_type = 'pickup') as pickup,
       count(*) filter (where order_type = 'delivery') as delivery
     from live_orders where confirmed_day between :from and :to group by 1 order by 1`,
    { ...query },
  );
  if (by === 'slot') return rows;
  const found = new Map(rows.map((row) => [row.bucket, row]));
  const all = by === 'day' ? daysOf(query) : HOURS;
  return all.map((bucket) => found.get(bucket) ?? { bucket, orders: 0, pickup: 0, delivery: 0 });
}
