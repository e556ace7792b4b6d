import { CloudAlert } from 'lucide-react';
import { isApiError } from '../api/api-error.ts';
import { errorText } from '../texts/error-text.ts';
import { texts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import styles from './state.module.css';

export interface ErrorStateProps {
  error: unknown;
  onRetry?(): void;
}

const { errors, retry } = texts.common;

/** In place of something that could not be loaded: what happened, what to do, and the number to tell the people who run it. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const reference = isApiError(error) ? error.requestId : undefined;
  return (
    <div className={styles.state} role="alert">
      <span className={styles.icon} data-tone="danger" aria-hidden="true">
        <CloudAlert />
      </span>
      <p className={styles.title}>{errors.title}</p>
      <p className={styles.hint}>{errorText(error)}</p>
      {onRetry && <Button onClick={onRetry}>{retry}</Button>}
      {reference && <p className={styles.reference}>{errors.reference(reference)}</p>}
    </div>
  );
}
