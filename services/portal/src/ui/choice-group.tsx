import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';
import styles from './choice-group.module.css';

export interface ChoiceCard<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface ChoiceGroupProps<Value extends string> {
  label: string;
  choices: readonly ChoiceCard<Value>[];
  value: Value | null;
  onChange(value: NoInfer<Value>): void;
  name?: string;
}

/** One of a few, all of them in sight, each as large as a thumb. */
export function ChoiceGroup<Value extends string>({ label, choices, value, onChange, name }: ChoiceGroupProps<Value>) {
  const labelId = useId();
  return (
    <div className={styles.group}>
      <span className={styles.label} id={labelId}>
        {label}
      </span>
      <RadioGroup
        aria-labelledby={labelId}
        className={styles.choices}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        name={name}
      >
        {choices.map((choice) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
          <label key={choice.value} className={styles.choice}>
            <Radio.Root value={choice.value} disabled={choice.disabled} className={styles.radio}>
              <Radio.Indicator className={styles.dot} />
            </Radio.Root>
            {choice.icon}
            <span className={styles.text}>
              <span>{choice.label}</span>
              {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
