import { officeTexts } from '../../texts/office-texts.ts';
import { Table, type TableProps } from '../../ui/table.tsx';
import styles from './reports-page.module.css';

/** The figures of a chart for everybody who does not look at it, or wants them exactly. */
export function FiguresTable<Row>({ open, ...table }: TableProps<Row> & { open?: boolean }) {
  return (
    <details open={open}>
      <summary className={styles.summary}>{officeTexts.reports.table}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroller} tabIndex={0} aria-label={table.caption}>
        <Table {...table} />
      </section>
    </details>
  );
}
