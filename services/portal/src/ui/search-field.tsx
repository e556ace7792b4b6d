import { Field as BaseField } from '@base-ui/react/field';
import { Search } from 'lucide-react';
import styles from './field.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
}

export function SearchField({ label, value, onChange, placeholder = label }: SearchFieldProps) {
  return (
    <BaseField.Root className={styles.field}>
      <BaseField.Label>
        <VisuallyHidden>{label}</VisuallyHidden>
      </BaseField.Label>
      <div className={styles.withSide}>
        <span className={styles.side} aria-hidden="true">
          <Search />
        </span>
        <BaseField.Control
          type="search"
          value={value}
          onValueChange={onChange}
          placeholder={placeholder}
          autoComplete="off"
          className={styles.control}
        />
      </div>
    </BaseField.Root>
  );
}
