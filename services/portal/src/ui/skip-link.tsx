import { texts } from '../texts/texts.ts';
import styles from './skip-link.module.css';

/** The first thing that the Tab key reaches: leads past the bar to `#content`. */
export function SkipLink() {
  return (
    <a href="#content" className={styles.link}>
      {texts.common.skipToContent}
    </a>
  );
}
