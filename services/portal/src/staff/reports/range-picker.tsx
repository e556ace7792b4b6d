import { officeTexts } from '../../texts/office-texts.ts';
import { Segments } from '../../ui/segments.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Days } from './days-of.ts';
import styles from './reports-page.module.css';
import { RANGES, type ReportsSearch } from './reports-search.ts';

const words = officeTexts.reports.range;

interface RangePickerProps {
  search: ReportsSearch;
  days: Days;
  today: string;
  onChange(search: ReportsSearch): void;
}

/** The days that one asks for most, and any others. */
export function RangePicker({ search: { by, range = 'today' }, days, today, onChange }: RangePickerProps) {
  return (
    <div className={styles.picker}>
      <Segments
        label={words.label}
        segments={RANGES.map((value) => ({ value, label: words[value] }))}
        value={range}
        onChange={(next) => onChange({ range: next, by, ...(next === 'custom' && days) })}
      />
      {range === 'custom' && (
        <div className={styles.days}>
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={end}
              label={words[end]}
              name={end}
              type="date"
              max={today}
              value={days[end]}
              onChange={(day) => day && onChange({ range, by, ...days, [end]: day })}
            />
          ))}
        </div>
      )}
    </div>
  );
}
