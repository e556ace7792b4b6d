import type { DailySales } from '@campus/contracts/reports-api';
import { officeTexts } from '../../texts/office-texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import styles from './reports-page.module.css';

const words = officeTexts.reports.totals;

/** The few figures that one looks at first. */
export function Totals({ totals }: { totals: DailySales['totals'] }) {
  const { money, number } = useFormat();
  const tiles: [label: string, value: string, note?: string][] = [
    [words.orders, number(totals.orders), words.ordersNote(number(totals.completed), number(totals.cancelled))],
    [words.gross, money(totals.gross_sales), words.grossNote(money(totals.cash_sales), money(totals.upi_sales))],
    [words.refunds, money(totals.refunds)],
    [words.net, money(totals.net_sales)],
    [words.average, money(totals.average_order_value)],
  ];
  return (
    <dl className={styles.tiles} aria-label={words.title}>
      {tiles.map(([label, value, note]) => (
        <div key={label} className={styles.tile}>
          <dt className={styles.tileLabel}>{label}</dt>
          <dd className={styles.tileValue}>{value}</dd>
          {note && <dd className={styles.tileNote}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
