import { texts } from '../texts/texts.ts';
import styles from './veg-mark.module.css';

/** The mark of Indian food law: a green dot, or a brown triangle. */
export function VegMark({ isVeg }: { isVeg: boolean }) {
  return (
    <svg
      className={isVeg ? styles.veg : styles.nonVeg}
      viewBox="0 0 16 16"
      role="img"
      aria-label={isVeg ? texts.common.veg : texts.common.nonVeg}
    >
      <rect x="1" y="1" width="14" height="14" rx="2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      {isVeg ? <circle cx="8" cy="8" r="3.6" fill="currentColor" /> : <path d="M8 4l4 7.4H4z" fill="currentColor" />}
    </svg>
  );
}
