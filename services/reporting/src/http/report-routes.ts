import { businessDay } from '@campus/business-time/business-clock';
import {
  dailySalesAnswer,
  dailySalesQuery,
  itemPerformanceAnswer,
  itemPerformanceQuery,
  orderVolumeAnswer,
  orderVolumeQuery,
} from '@campus/contracts/reports-api';
import type { Db } from '@campus/database/connect';
import { get, type Route } from '@campus/http/routes';
import { dailySales } from '../domain/daily-sales.ts';
import { type ReportRange, reportRange } from '../domain/report-range.ts';
import { dailySums } from '../queries/daily-sums.ts';
import { itemPerformance } from '../queries/item-performance.ts';
import { orderVolume } from '../queries/order-volume.ts';
import { itemColumns, salesColumns, volumeColumns } from './report-columns.ts';
import { sendReport } from './send-report.ts';

// `stream`, because a report is either JSON or a CSV file.
const report = { may: ['admin'], mode: 'stream', answersAs: ['text/csv'] } as const;

export function reportRoutes({ db, timeZone }: { db: Db; timeZone: string }): Route[] {
  const rangeOf = (query: Partial<ReportRange>) => reportRange({ ...query, today: businessDay(new Date(), timeZone) });

  return [
    get(
      '/api/v1/admin/reports/daily-sales',
      { ...report, summary: 'Sales by business day', query: dailySalesQuery, answer: dailySalesAnswer },
      async ({ query: { format, ...asked }, response }) => {
        const range = rangeOf(asked);
        const body = dailySales(range, await dailySums(db, range));
        sendReport(response, { name: 'daily-sales', range, format, body, columns: salesColumns, records: body.days });
        return body;
      },
    ),
    get(
      '/api/v1/admin/reports/item-performance',
      { ...report, summary: 'Sales by menu item', query: itemPerformanceQuery, answer: itemPerformanceAnswer },
      async ({ query: { format, limit, ...asked }, response }) => {
        const range = rangeOf(asked);
        const items = await itemPerformance(db, { ...range, limit });
        const body = { items };
        sendReport(response, { name: 'item-performance', range, format, body, columns: itemColumns, records: items });
        return body;
      },
    ),
    get(
      '/api/v1/admin/reports/order-volume',
      { ...report, summary: 'Orders by hour, slot or day', query: orderVolumeQuery, answer: orderVolumeAnswer },
      async ({ query: { format, by, ...asked }, response }) => {
        const range = rangeOf(asked);
        const buckets = await orderVolume(db, { ...range, by, timeZone });
        const body = { buckets };
        sendReport(response, { name: 'order-volume', range, format, body, columns: volumeColumns, records: buckets });
        return body;
      },
    ),
  ];
}
