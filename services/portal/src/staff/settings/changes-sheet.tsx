import type { SettingChange, SettingKey } from '@campus/contracts/config-api';
import { History } from 'lucide-react';
import { useLast } from '../../app/use-last.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { settingText } from './setting-text.ts';
import styles from './settings.module.css';
import { useSettingChanges } from './use-settings.ts';

const words = officeTexts.settings;

export interface ChangesSheetProps {
  /** Of one setting, or of all without a key; undefined: closed. */
  past: { key?: SettingKey } | undefined;
  onClose(): void;
}

export function ChangesSheet({ past, onClose }: ChangesSheetProps) {
  const shown = useLast(past);
  const title = shown?.key ? words.history.title(words.keys[shown.key].label) : words.history.allTitle;
  return (
    <Dialog open={past !== undefined} onClose={onClose} title={title} kind="sheet">
      {shown && <Changes of={shown.key} />}
    </Dialog>
  );
}

function Changes({ of }: { of: SettingKey | undefined }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useSettingChanges(of);
  const changes = data?.pages.flatMap((page) => page.changes);
  if (!changes && error) return <ErrorState error={error} onRetry={refetch} />;
  if (!changes) return <Skeleton label={words.history.loading} count={5} height="4rem" />;
  if (changes.length === 0) return <EmptyState {...words.history.empty} icon={<History />} />;
  return (
    <>
      <ol className={styles.changes}>
        {changes.map((change) => (
          <Change key={`${change.key} ${change.version}`} change={change} isNamed={of === undefined} />
        ))}
      </ol>
      <LoadMore hasMore={hasNextPage} busy={isFetchingNextPage} onMore={fetchNextPage} />
    </>
  );
}

function Change({ change, isNamed }: { change: SettingChange; isNamed: boolean }) {
  const { key, value, previous_value, updated_at, updated_by_name } = change;
  const format = useFormat();
  return (
    <li className={styles.change}>
      {isNamed && <span className={styles.label}>{words.keys[key].label}</span>}
      <span>
        <strong>{settingText(key, value, format)}</strong>{' '}
        <span className={styles.hint}>{words.history.from(settingText(key, previous_value, format))}</span>
      </span>
      <span className={styles.hint}>
        <Moment at={updated_at} /> {updated_by_name ? words.changed.by(updated_by_name) : words.changed.unknown}
      </span>
    </li>
  );
}
