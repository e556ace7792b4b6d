import type { ItemPerformance } from '@campus/contracts/reports-api';
import type { Db } from '@campus/database/connect';
import type { ReportRange } from '../domain/report-range.ts';
import { reportRupees } from '../domain/report-rupees.ts';

const ITEMS = `
  select menu_item_id,
    (array_agg(item_name order by confirmed_at desc, order_id desc, position desc))[1] as name,
    sum(quantity) as quantity,
    count(distinct order_id) as orders,
    (100 * sum(line_total))::bigint as revenue_paise
  from live_lines join live_orders using (order_id)
  where is_paid and confirmed_day between :from and :to
  group by menu_item_id
  order by revenue_paise desc, menu_item_id
  limit :limit`;

type ItemRow = Omit<ItemPerformance, 'revenue'> & { revenue_paise: number };

/** What paid orders sold, by item, the best first, under the name it was last sold by. Gross: refunds are not taken off. */
export async function itemPerformance(db: Db, query: ReportRange & { limit: number }): Promise<ItemPerformance[]> {
  const { rows }: { rows: ItemRow[] } = await db.raw(ITEMS, { ...query });
  return rows.map(({ revenue_paise, ...item }) => ({ ...item, revenue: reportRupees(revenue_paise) }));
}
