import { NumberField as BaseNumberField } from '@base-ui/react/number-field';
import { Minus, Plus } from 'lucide-react';
import { texts } from '../texts/texts.ts';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';
import styles from './number-field.module.css';

export interface NumberFieldProps extends FieldProps {
  value: number | null;
  onChange(value: number | null): void;
  min?: number;
  max?: number;
  /** Also a rule: together with `min` it decides which numbers are valid at all. */
  step?: number;
  format?: Intl.NumberFormatOptions;
}

const { increase, decrease } = texts.common;

export function NumberField({ value, onChange, min, max, step, format, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      <BaseNumberField.Root
        value={value}
        onValueChange={onChange}
        {...{ min, max, step, format }}
        disabled={field.disabled}
      >
        <BaseNumberField.Group className={styles.group}>
          <BaseNumberField.Decrement className={styles.step} aria-label={`${decrease}: ${field.label}`}>
            <Minus />
          </BaseNumberField.Decrement>
          <BaseNumberField.Input className={classNames(fieldStyles.control, styles.input)} />
          <BaseNumberField.Increment className={styles.step} aria-label={`${increase}: ${field.label}`}>
            <Plus />
          </BaseNumberField.Increment>
        </BaseNumberField.Group>
      </BaseNumberField.Root>
    </Field>
  );
}
