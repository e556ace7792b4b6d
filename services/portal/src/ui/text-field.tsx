import { Field as BaseField } from '@base-ui/react/field';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

export interface TextFieldProps extends FieldProps {
  type?: 'text' | 'password' | 'tel' | 'email' | 'date' | 'time';
  value?: string;
  defaultValue?: string;
  onChange?(value: string): void;
  placeholder?: string;
  autoComplete?: string;
  inputMode?: 'text' | 'tel' | 'numeric' | 'decimal' | 'search';
  required?: boolean;
  maxLength?: number;
  /** The last day or time that can be chosen. */
  max?: string;
  autoFocus?: boolean;
}

export function TextField({ label, name, hint, error, disabled, onChange, type = 'text', ...control }: TextFieldProps) {
  return (
    <Field {...{ label, name, hint, error, disabled }}>
      <BaseField.Control {...control} type={type} onValueChange={onChange} className={styles.control} />
    </Field>
  );
}
