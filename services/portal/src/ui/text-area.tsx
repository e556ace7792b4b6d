import { Field as BaseField } from '@base-ui/react/field';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

export interface TextAreaProps extends FieldProps {
  value?: string;
  defaultValue?: string;
  onChange?(value: string): void;
  placeholder?: string;
  required?: boolean;
  maxLength?: number;
}

export function TextArea({ label, name, hint, error, disabled, onChange, ...control }: TextAreaProps) {
  return (
    <Field {...{ label, name, hint, error, disabled }}>
      <BaseField.Control
        {...control}
        onValueChange={onChange}
        className={classNames(styles.control, styles.area)}
        render={<textarea rows={3} />}
      />
    </Field>
  );
}
