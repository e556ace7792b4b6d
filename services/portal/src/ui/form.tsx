import { Form as BaseForm } from '@base-ui/react/form';
import type { ReactNode } from 'react';
import styles from './form.module.css';

export interface FormProps {
  /** The values by the names of the fields, when the browser finds nothing to object. */
  onSubmit(values: Record<string, unknown>): void;
  /** What the server objected to, by the names of the fields; each goes away when its field is changed. */
  errors?: Record<string, string>;
  label?: string;
  children: ReactNode;
}

export function Form({ onSubmit, errors, label, children }: FormProps) {
  return (
    <BaseForm className={styles.form} errors={errors} onFormSubmit={onSubmit} aria-label={label}>
      {children}
    </BaseForm>
  );
}

/** The buttons at the end of a form or dialog; the main one comes last in reading and first on a phone. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
