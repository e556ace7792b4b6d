import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import styles from './field.module.css';

export interface FieldProps {
  label: string;
  name: string;
  hint?: string;
  /** What is wrong and how to mend it; a form's errors from the server arrive by name and need not be repeated here. */
  error?: string | undefined;
  disabled?: boolean;
}

/** Label, control, hint and error of one value. The place of the message is kept, so that nothing jumps. */
export function Field({ label, name, hint, error, disabled, children }: FieldProps & { children: ReactNode }) {
  return (
    <BaseField.Root name={name} invalid={error ? true : undefined} disabled={disabled} className={styles.field}>
      <BaseField.Label className={styles.label}>{label}</BaseField.Label>
      {children}
      {hint && <BaseField.Description className={styles.hint}>{hint}</BaseField.Description>}
      {error ? (
        <BaseField.Error match className={styles.error}>
          {error}
        </BaseField.Error>
      ) : (
        <BaseField.Error className={styles.error} />
      )}
    </BaseField.Root>
  );
}
