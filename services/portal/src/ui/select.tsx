import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';
import styles from './select.module.css';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

export interface SelectProps<Value extends string> extends FieldProps {
  choices: readonly Choice<Value>[];
  value: Value;
  onChange(value: NoInfer<Value>): void;
}

export function Select<Value extends string>({ choices, value, onChange, ...field }: SelectProps<Value>) {
  return (
    <Field {...field}>
      <BaseSelect.Root items={choices} value={value} onValueChange={(next) => next !== null && onChange(next)}>
        <BaseSelect.Trigger className={classNames(fieldStyles.control, styles.trigger)}>
          <BaseSelect.Value className={styles.value} />
          <BaseSelect.Icon className={styles.icon}>
            <ChevronDown />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
        <BaseSelect.Portal>
          <BaseSelect.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
            <BaseSelect.Popup className={styles.popup}>
              {choices.map((choice) => (
                <BaseSelect.Item key={choice.value} value={choice.value} className={styles.item}>
                  <BaseSelect.ItemIndicator className={styles.indicator}>
                    <Check />
                  </BaseSelect.ItemIndicator>
                  <BaseSelect.ItemText className={styles.itemText}>{choice.label}</BaseSelect.ItemText>
                </BaseSelect.Item>
              ))}
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
    </Field>
  );
}
