import { OTPField as BaseOtpField } from '@base-ui/react/otp-field';
import { Field, type FieldProps } from './field.tsx';
import styles from './otp-field.module.css';

export interface OtpFieldProps extends FieldProps {
  length: number;
  value: string;
  onChange(value: string): void;
  /** All digits are there. */
  onComplete(value: string): void;
}

/** One box per digit; paste and the phone's own suggestion fill them all. */
export function OtpField({ length, value, onChange, onComplete, ...field }: OtpFieldProps) {
  const boxes = Array.from({ length }, (_, index) => index);
  return (
    <Field {...field}>
      <BaseOtpField.Root
        className={styles.boxes}
        length={length}
        value={value}
        onValueChange={onChange}
        onValueComplete={onComplete}
        disabled={field.disabled}
      >
        {boxes.map((box) => (
          <BaseOtpField.Input key={box} className={styles.box} aria-label={`${field.label} ${box + 1}`} />
        ))}
      </BaseOtpField.Root>
    </Field>
  );
}
