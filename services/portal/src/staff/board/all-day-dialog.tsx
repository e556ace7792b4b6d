import type { OrderView } from '@campus/contracts/order-state';
import { texts } from '../../texts/texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { VegMark } from '../../ui/veg-mark.tsx';
import styles from './all-day.module.css';
import { dayTotals, pieces } from './day-totals.ts';

const words = texts.board.allDay;

/** How many of each dish are wanted over all open tickets: what a cook puts into the pan at once. */
export function AllDayDialog({
  orders,
  open,
  onClose,
}: {
  orders: readonly OrderView[];
  open: boolean;
  onClose(): void;
}) {
  const totals = dayTotals(orders);
  return (
    <Dialog open={open} onClose={onClose} title={words.title} text={words.hint} kind="sheet">
      {totals.length === 0 && <EmptyState {...words.empty} />}
      <ul className={styles.totals}>
        {totals.map((dish) => (
          <li key={dish.id} className={styles.dish}>
            <strong className={styles.pieces}>{pieces(dish)}</strong>
            <VegMark isVeg={dish.isVeg} />
            <span className={styles.name}>{dish.name}</span>
            <span className={styles.parts}>
              {dish.waiting} {words.waiting} · {dish.cooking} {words.cooking}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
