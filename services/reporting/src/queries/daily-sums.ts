import type { Db } from '@campus/database/connect';
import type { SalesSums } from '../domain/daily-sales.ts';
import type { ReportRange } from '../domain/report-range.ts';

// Without its sale a refund is not in the figures: money that came after a cancellation and went back was never revenue.
const FACTS = `
  with facts as (
    select confirmed_day as day, status, is_paid, payment_method, total as sold, 0 as refunded
    from live_orders where confirmed_day between :from and :to
    union all
    select refunded_day, null, null, null, 0, amount
    from live_refunds join live_orders using (order_id)
    where refunded_day between :from and :to
  )
  select day,
    count(status) as orders,
    count(*) filter (where status = 'completed') as completed,
    count(*) filter (where status = 'cancelled') as cancelled,
    count(*) filter (where is_paid) as "paidOrders",
    (100 * coalesce(sum(sold) filter (where is_paid and payment_method = 'cash'), 0))::bigint as "cashPaise",
    (100 * coalesce(sum(sold) filter (where is_paid and payment_method = 'upi'), 0))::bigint as "upiPaise",
    (100 * sum(refunded))::bigint as "refundsPaise"
  from facts group by day`;

/** What happened on each day of the range on which anything did. */
export async function dailySums(db: Db, range: ReportRange): Promise<Map<string, SalesSums>> {
  const { rows }: { rows: (SalesSums & { day: string })[] } = await db.raw(FACTS, { ...range });
  return new Map(rows.map(({ day, ...sums }) => [day, sums]));
}
