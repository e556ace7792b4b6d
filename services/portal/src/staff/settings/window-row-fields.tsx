import { Trash2 } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './settings.module.css';
import type { WindowFault, WindowRow } from './window-rules.ts';

const words = officeTexts.settings.windows;

export interface WindowRowFieldsProps {
  row: WindowRow;
  place: number;
  fault: WindowFault | undefined;
  onChange(row: WindowRow): void;
  /** Undefined for the only one. */
  onRemove: (() => void) | undefined;
}

export function WindowRowFields({ row, place, fault, onChange, onRemove }: WindowRowFieldsProps) {
  const isAboutName = fault?.fault === 'name' || fault?.fault === 'twice';
  const note = row.start !== '' && row.start === row.end ? words.allDay : row.end < row.start ? words.pastMidnight : '';
  return (
    <fieldset className={styles.window} aria-label={words.row(place)}>
      <TextField
        name={`${row.id} name`}
        label={words.name}
        value={row.name}
        maxLength={40}
        autoComplete="off"
        error={isAboutName ? faultText(fault) : undefined}
        onChange={(name) => onChange({ ...row, name })}
      />
      <TextField
        name={`${row.id} start`}
        label={words.start}
        type="time"
        value={row.start}
        error={fault && !isAboutName ? faultText(fault) : undefined}
        onChange={(start) => onChange({ ...row, start })}
      />
      <TextField
        name={`${row.id} end`}
        label={words.end}
        type="time"
        value={row.end}
        {...(note && row.end && { hint: note })}
        onChange={(end) => onChange({ ...row, end })}
      />
      {onRemove && (
        <div className={styles.remove}>
          <IconButton label={words.remove(row.name)} icon={<Trash2 />} onClick={onRemove} />
        </div>
      )}
    </fieldset>
  );
}

function faultText(fault: WindowFault): string {
  return fault.fault === 'overlap' ? words.faults.overlap(fault.with) : words.faults[fault.fault];
}
