import styles from './chart.module.css';

interface ChartTooltipProps {
  title: string;
  rows: readonly { name?: unknown; value?: unknown; graphicalItemId?: string }[];
  write(value: number): string;
}

/** What stands behind the place that one points at. */
export function ChartTooltip({ title, rows, write }: ChartTooltipProps) {
  return (
    <div className={styles.tooltip}>
      <strong>{title}</strong>
      {rows.map(({ name, value }) => (
        <span key={String(name)} className={styles.tooltipRow}>
          <span>{String(name)}</span>
          <span>{write(Number(value))}</span>
        </span>
      ))}
    </div>
  );
}
