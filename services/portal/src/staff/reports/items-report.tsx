import type { ItemPerformance } from '@campus/contracts/reports-api';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import type { Format } from '../../texts/format.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { type Column, Table } from '../../ui/table.tsx';
import type { Days } from './days-of.ts';
import { ReportCard } from './report-card.tsx';
import styles from './reports-page.module.css';
import { useReport } from './use-report.ts';

const words = officeTexts.reports.items;
const FIRST = 10;
const MOST = 1_000;

/** Which dishes sell: a bar beside each, longest for the best. */
export function ItemsReport({ days, isLive }: { days: Days; isLive: boolean }) {
  const api = useApi();
  const format = useFormat();
  const [isWhole, setWhole] = useState(false);
  const query = { ...days, limit: MOST };
  const report = useReport({
    queryKey: ['items', days],
    isLive,
    fetch: async (signal) => (await api.call('GET /admin/reports/item-performance', { query, signal })).items,
  });
  const items = report.data ?? [];
  const shown = isWhole ? items : items.slice(0, FIRST);
  return (
    <ReportCard
      title={words.title}
      empty={words.empty}
      file={{
        name: `item-performance_${days.from}_${days.to}.csv`,
        fetch: () => api.download('GET /admin/reports/item-performance', { query: { ...query, format: 'csv' } }),
      }}
      report={{ ...report, isEmpty: items.length === 0 }}
    >
      <Table
        caption={words.title}
        columns={columnsOf(items[0]?.revenue ?? 0, format)}
        rows={shown}
        keyOf={({ menu_item_id: id }) => id}
      />
      {shown.length < items.length && (
        <div className={styles.tools}>
          <Button onClick={() => setWhole(true)}>{words.all(items.length)}</Button>
        </div>
      )}
    </ReportCard>
  );
}

function columnsOf(best: number, { number, money }: Format): readonly Column<ItemPerformance>[] {
  const { columns: names } = words;
  return [
    { header: names.name, cell: ({ name }) => name, isName: true },
    { header: names.quantity, cell: ({ quantity }) => number(quantity), align: 'end' },
    { header: names.orders, cell: ({ orders }) => number(orders), align: 'end' },
    { header: names.revenue, cell: ({ revenue }) => money(revenue), align: 'end' },
    { header: names.share, cell: ({ revenue }) => <Bar share={best > 0 ? revenue / best : 0} /> },
  ];
}

/** Says nothing that the figure beside it does not. */
function Bar({ share }: { share: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.fill} style={{ inlineSize: `${Math.max(1, share * 100)}%` }} />
    </span>
  );
}
