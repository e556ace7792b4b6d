import { z } from 'zod';
import { chosenDay, day, id, queryNumber } from './values.ts';

/** Business days, inclusive; `to` is today and `from` is `to` unless said. */
const range = {
  from: chosenDay.optional(),
  to: chosenDay.optional(),
  format: z.enum(['json', 'csv']).default('json'),
};

export const dailySalesQuery = z.strictObject(range);
export const itemPerformanceQuery = z.strictObject({
  ...range,
  limit: queryNumber(1, 1_000).default(100),
});
export const orderVolumeQuery = z.strictObject({ ...range, by: z.enum(['hour', 'slot', 'day']).default('hour') });
export type OrderVolumeQuery = z.infer<typeof orderVolumeQuery>;

const count = z.int().min(0);
/** Rupees. A sum: it may be larger than any price, and net sales of a day with refunds may be negative. */
const sum = z.number();

export const salesFigures = z.object({
  orders: count,
  completed: count,
  cancelled: count,
  gross_sales: sum,
  refunds: sum,
  net_sales: sum,
  cash_sales: sum,
  upi_sales: sum,
  average_order_value: sum,
});
export const salesDay = z.object({ date: day, ...salesFigures.shape });
export const dailySalesAnswer = z.object({ days: z.array(salesDay), totals: salesFigures });
export type DailySales = z.infer<typeof dailySalesAnswer>;

export const itemPerformance = z.object({
  menu_item_id: id,
  name: z.string(),
  quantity: count,
  orders: count,
  revenue: sum,
});
export const itemPerformanceAnswer = z.object({ items: z.array(itemPerformance) });
export type ItemPerformance = z.infer<typeof itemPerformance>;

export const orderVolume = z.object({ bucket: z.string(), orders: count, pickup: count, delivery: count });
export const orderVolumeAnswer = z.object({ buckets: z.array(orderVolume) });
export type OrderVolume = z.infer<typeof orderVolume>;
