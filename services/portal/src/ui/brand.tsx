import styles from './brand.module.css';

/** The mark and the name; the same drawing as in `public/icons`. */
export function Brand({ name }: { name: string }) {
  return (
    <span className={styles.brand}>
      <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <path
          d="M7 17h18a9 9 0 0 1-5.6 8.3h-6.8A9 9 0 0 1 7 17z M12 7.5c-1.4 1.6 1.4 3 0 5 M16 6.5c-1.4 1.8 1.4 3.6 0 6 M20 7.5c-1.4 1.6 1.4 3 0 5"
          fill="none"
          className={styles.drawing}
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={styles.name}>{name}</span>
    </span>
  );
}
