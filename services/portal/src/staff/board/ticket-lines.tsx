import type { OrderView } from '@campus/contracts/order-state';
import { texts } from '../../texts/texts.ts';
import { VegMark } from '../../ui/veg-mark.tsx';
import styles from './ticket.module.css';

/** What to cook: quantities large, the customer's wish where nobody overlooks it. */
export function TicketLines({ order: { items, special_instructions } }: { order: OrderView }) {
  return (
    <>
      <ul className={styles.lines}>
        {items.map((line) => (
          <li key={line.menu_item_id} className={styles.line}>
            <strong className={styles.quantity}>{line.quantity}×</strong>
            <span className={styles.dish}>{line.item_name}</span>
            <VegMark isVeg={line.is_veg} />
          </li>
        ))}
      </ul>
      {special_instructions && (
        <p className={styles.instructions}>
          <strong>{texts.board.ticket.instructions}:</strong> {special_instructions}
        </p>
      )}
    </>
  );
}
