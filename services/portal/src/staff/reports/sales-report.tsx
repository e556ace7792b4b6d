import type { DailySales } from '@campus/contracts/reports-api';
import { lazy, Suspense } from 'react';
import { useApi } from '../../app/portal-context.ts';
import type { Format } from '../../texts/format.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { Money } from '../../ui/money.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Column } from '../../ui/table.tsx';
import type { Days } from './days-of.ts';
import { FiguresTable } from './figures-table.tsx';
import { ReportCard } from './report-card.tsx';
import { Totals } from './totals.tsx';
import { useReport } from './use-report.ts';

// With the chart library, which nothing else needs.
const SalesChart = lazy(async () => ({ default: (await import('./sales-chart.tsx')).SalesChart }));
const words = officeTexts.reports.sales;
type Day = DailySales['days'][number];

/** What was sold, day by day, and in total. */
export function SalesReport({ days, isLive }: { days: Days; isLive: boolean }) {
  const api = useApi();
  const format = useFormat();
  const report = useReport({
    queryKey: ['sales', days],
    isLive,
    fetch: (signal) => api.call('GET /admin/reports/daily-sales', { query: days, signal }),
  });
  const { data } = report;
  return (
    <>
      {data && <Totals totals={data.totals} />}
      {report.isLoading && <Skeleton label={officeTexts.reports.loading} count={5} height="6rem" minWidth="9.5rem" />}
      <ReportCard
        title={words.title}
        empty={words.empty}
        file={{
          name: `daily-sales_${days.from}_${days.to}.csv`,
          fetch: () => api.download('GET /admin/reports/daily-sales', { query: { ...days, format: 'csv' } }),
        }}
        report={{ ...report, isEmpty: !data?.days.some(hasHappened) }}
      >
        {data && data.days.length > 1 && (
          <Suspense fallback={<Skeleton label={officeTexts.reports.loading} count={1} height="17rem" />}>
            <SalesChart days={data.days} />
          </Suspense>
        )}
        {data && (
          <FiguresTable
            caption={words.title}
            columns={columnsOf(format)}
            rows={data.days}
            keyOf={({ date }) => date}
            open={data.days.length === 1}
          />
        )}
      </ReportCard>
    </>
  );
}

function hasHappened({ orders, refunds }: Day): boolean {
  return orders > 0 || refunds > 0;
}

function columnsOf({ day, number }: Format): readonly Column<Day>[] {
  const { columns: names } = words;
  const count = (header: string, of: (row: Day) => number): Column<Day> => ({
    header,
    cell: (row) => number(of(row)),
    align: 'end',
  });
  const money = (header: string, of: (row: Day) => number): Column<Day> => ({
    header,
    cell: (row) => <Money rupees={of(row)} />,
    align: 'end',
  });
  return [
    { header: names.date, cell: ({ date }) => day(date), isName: true },
    count(names.orders, ({ orders }) => orders),
    count(names.completed, ({ completed }) => completed),
    count(names.cancelled, ({ cancelled }) => cancelled),
    money(names.gross, ({ gross_sales }) => gross_sales),
    money(names.refunds, ({ refunds }) => refunds),
    money(names.net, ({ net_sales }) => net_sales),
    money(names.cash, ({ cash_sales }) => cash_sales),
    money(names.upi, ({ upi_sales }) => upi_sales),
    money(names.average, ({ average_order_value }) => average_order_value),
  ];
}
