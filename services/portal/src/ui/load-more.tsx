import { texts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import styles from './load-more.module.css';

export interface LoadMoreProps {
  hasMore: boolean;
  busy: boolean;
  onMore(): void;
}

/** The end of a list that goes on, for lists with a cursor. */
export function LoadMore({ hasMore, busy, onMore }: LoadMoreProps) {
  if (!hasMore) return null;
  return (
    <div className={styles.end}>
      <Button busy={busy} onClick={onMore}>
        {texts.common.more}
      </Button>
    </div>
  );
}
