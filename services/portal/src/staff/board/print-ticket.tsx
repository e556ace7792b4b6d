import type { OrderView } from '@campus/contracts/order-state';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { texts } from '../../texts/texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { cashDue, shortNumber } from './next-step.ts';
import styles from './print-ticket.module.css';

const words = texts.board.print;

/** The ticket for a printer with paper of 80 mm: alone on its page, gone from the screen. */
export function PrintTicket({ order, onPrinted }: { order: OrderView; onPrinted(): void }) {
  const { money, moment } = useFormat();
  useEffect(() => {
    addEventListener('afterprint', onPrinted, { once: true });
    window.print();
    return () => removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  const due = cashDue(order);
  return createPortal(
    <div className={styles.paper} data-print>
      <p className={styles.number}>{shortNumber(order)}</p>
      <p>
        {order.order_number} · {texts.common.order.type[order.order_type]} ·{' '}
        {moment(order.confirmed_at ?? order.created_at)}
      </p>
      <ul className={styles.lines}>
        {order.items.map((line) => (
          <li key={line.menu_item_id}>
            <strong>{line.quantity} ×</strong> {line.item_name}
          </li>
        ))}
      </ul>
      {order.special_instructions && <p className={styles.instructions}>{order.special_instructions}</p>}
      {order.delivery_address && <p>{order.delivery_address}</p>}
      <p>
        {order.customer_name} {due > 0 ? words.cash(money(due)) : order.payment_status === 'paid' && words.paid}
      </p>
    </div>,
    document.body,
  );
}
