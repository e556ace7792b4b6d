import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import styles from './checkbox.module.css';

export interface CheckboxProps {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
  name?: string;
  disabled?: boolean;
}

export function Checkbox({ label, checked, onChange, name, disabled }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
    <label className={styles.row}>
      <BaseCheckbox.Root
        className={styles.box}
        checked={checked}
        onCheckedChange={onChange}
        name={name}
        disabled={disabled}
      >
        <BaseCheckbox.Indicator className={styles.tick}>
          <Check />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span>{label}</span>
    </label>
  );
}
