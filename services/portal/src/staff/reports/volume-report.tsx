import type { OrderVolume } from '@campus/contracts/reports-api';
import { lazy, Suspense } from 'react';
import { useApi } from '../../app/portal-context.ts';
import type { Format } from '../../texts/format.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { Segments } from '../../ui/segments.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Column } from '../../ui/table.tsx';
import type { Days } from './days-of.ts';
import { FiguresTable } from './figures-table.tsx';
import { ReportCard } from './report-card.tsx';
import { BUCKETS, type Bucket } from './reports-search.ts';
import { useReport } from './use-report.ts';

const VolumeChart = lazy(async () => ({ default: (await import('./volume-chart.tsx')).VolumeChart }));
const words = officeTexts.reports.volume;

interface VolumeReportProps {
  days: Days;
  isLive: boolean;
  by: Bucket;
  onBy(by: Bucket): void;
}

/** When orders came: by the hour of the clock, the slot of the menu or the day. */
export function VolumeReport({ days, isLive, by, onBy }: VolumeReportProps) {
  const api = useApi();
  const format = useFormat();
  const query = { ...days, by };
  const report = useReport({
    queryKey: ['volume', query],
    isLive,
    fetch: async (signal) => ({ ...(await api.call('GET /admin/reports/order-volume', { query, signal })), by }),
  });
  const { data } = report;
  return (
    <ReportCard
      title={words.title}
      empty={words.empty}
      file={{
        name: `order-volume_${by}_${days.from}_${days.to}.csv`,
        fetch: () => api.download('GET /admin/reports/order-volume', { query: { ...query, format: 'csv' } }),
      }}
      tools={
        <Segments
          label={words.by}
          segments={BUCKETS.map((value) => ({ value, label: words[value] }))}
          value={by}
          onChange={onBy}
        />
      }
      report={{ ...report, isEmpty: !data?.buckets.some(({ orders }) => orders > 0) }}
    >
      {data && (
        <Suspense fallback={<Skeleton label={officeTexts.reports.loading} count={1} height="17rem" />}>
          <VolumeChart buckets={data.buckets} nameOf={(bucket) => nameOf(bucket, data.by, format)} />
        </Suspense>
      )}
      {data && (
        <FiguresTable
          caption={words.title}
          columns={columnsOf(data.by, format)}
          rows={data.buckets}
          keyOf={({ bucket }) => bucket}
        />
      )}
    </ReportCard>
  );
}

function nameOf(bucket: string, by: Bucket, { shortDay }: Format): string {
  return by === 'day' ? shortDay(bucket) : bucket;
}

function columnsOf(by: Bucket, format: Format): readonly Column<OrderVolume>[] {
  const { columns: names } = words;
  const count = (header: string, of: (row: OrderVolume) => number): Column<OrderVolume> => ({
    header,
    cell: (row) => format.number(of(row)),
    align: 'end',
  });
  return [
    {
      header: names.bucket[by],
      cell: ({ bucket }) => (by === 'day' ? format.day(bucket) : bucket),
      isName: true,
    },
    count(names.orders, ({ orders }) => orders),
    count(names.pickup, ({ pickup }) => pickup),
    count(names.delivery, ({ delivery }) => delivery),
  ];
}
