import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './sold-out.module.css';
import { SoldOutDish } from './sold-out-dish.tsx';
import { useMenu } from './use-menu.ts';

const words = texts.board.soldOut;

/** "86": a dish goes off the menu from the board, with the moment at which it comes back by itself. */
export function SoldOutDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const api = useApi();
  const [search, setSearch] = useState('');
  const { data: dishes, error, refetch, refresh } = useMenu(open);
  const { data: restaurant } = useQuery({
    queryKey: ['board', 'restaurant'],
    queryFn: async ({ signal }) => (await api.call('GET /restaurant', { signal })).restaurant,
    enabled: open,
  });
  const wanted = search.trim().toLowerCase();
  const shown = dishes?.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <Dialog open={open} onClose={onClose} title={words.title} text={words.text} kind="sheet">
      <div className={styles.body}>
        <SearchField label={words.search} value={search} onChange={setSearch} />
        {!dishes && !error && <Skeleton label={words.loading} count={6} height="4rem" />}
        {!dishes && error && <ErrorState error={error} onRetry={refetch} />}
        {shown?.length === 0 && <EmptyState {...words.empty} />}
        <ul className={styles.dishes}>
          {shown?.map((dish) => (
            <li key={dish.id}>
              <SoldOutDish dish={dish} slotEndsAt={restaurant?.current_slot?.closes_at} onDone={refresh} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
