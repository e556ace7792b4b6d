import type { OrderView } from '@campus/contracts/order-state';
import { officeTexts } from '../../texts/office-texts.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { VegMark } from '../../ui/veg-mark.tsx';
import styles from './lines-card.module.css';

const words = officeTexts.orders.order;

/** What was ordered and what it comes to. */
export function LinesCard({ order }: { order: OrderView }) {
  const { items, subtotal, delivery_charge, total, special_instructions: wish } = order;
  return (
    <Card title={words.lines}>
      <ul className={styles.lines}>
        {items.map((line) => (
          <li key={line.menu_item_id} className={styles.line}>
            <VegMark isVeg={line.is_veg} />
            <span>{line.item_name}</span>
            <span className={styles.each}>
              {line.quantity} × <Money rupees={line.item_price} />
            </span>
            <span className={styles.sum}>
              <Money rupees={line.line_total} />
            </span>
          </li>
        ))}
      </ul>
      {wish !== null && (
        <p className={styles.wish}>
          <strong>{words.instructions}:</strong> {wish}
        </p>
      )}
      <Facts
        facts={[
          delivery_charge > 0 && { label: words.subtotal, value: <Money rupees={subtotal} /> },
          delivery_charge > 0 && { label: words.deliveryCharge, value: <Money rupees={delivery_charge} /> },
          {
            label: words.total,
            value: (
              <strong className={styles.total}>
                <Money rupees={total} />
              </strong>
            ),
          },
        ]}
      />
    </Card>
  );
}
