import styles from './spinner.module.css';

/** Turns while something is under way; what is under way is said by the text beside it. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}
