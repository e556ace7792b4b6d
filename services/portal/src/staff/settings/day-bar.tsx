import { officeTexts } from '../../texts/office-texts.ts';
import styles from './day-bar.module.css';
import { partsOfDay, type WindowRow } from './window-rules.ts';

const HOURS = [0, 6, 12, 18, 24];

/** The windows on the line of a day; what overlaps is seen before it is saved. */
export function DayBar({ rows, faulty }: { rows: readonly WindowRow[]; faulty: ReadonlySet<string> }) {
  return (
    <div className={styles.day} role="img" aria-label={officeTexts.settings.windows.day}>
      <div className={styles.bar}>
        {rows.flatMap((row) =>
          partsOfDay(row).map(({ from, to }) => (
            <span
              key={`${row.id}-${from}`}
              className={styles.part}
              data-faulty={faulty.has(row.id) || undefined}
              style={{ insetInlineStart: `${from * 100}%`, inlineSize: `${(to - from) * 100}%` }}
            >
              {row.name}
            </span>
          )),
        )}
      </div>
      <div className={styles.hours} aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </div>
  );
}
