import type { OrderView } from '@campus/contracts/order-state';
import { Ban, TriangleAlert } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { useNow } from '../../ui/use-now.ts';
import { alarmOf } from './alarming-orders.ts';
import { useBoard } from './board-context.ts';
import { shortNumber } from './next-step.ts';
import { PendingBar } from './pending-bar.tsx';
import styles from './ticket.module.css';
import { TicketActions } from './ticket-actions.tsx';
import { TicketLines } from './ticket-lines.tsx';
import { TicketMarks } from './ticket-marks.tsx';
import { ageOf, clockText, urgencyOf } from './ticket-urgency.ts';

const words = texts.board.ticket;
const EVERY_SECOND_MS = 1_000;

/** One order as the kitchen reads it from two metres away. */
export function Ticket({ order }: { order: OrderView }) {
  const now = useNow(EVERY_SECOND_MS);
  const { steps } = useBoard();
  const pending = steps.pending.get(order.id);
  const urgency = urgencyOf(order, now);
  return (
    <article
      className={styles.ticket}
      data-urgency={urgency}
      data-alarm={alarmOf(order)}
      aria-label={words.label(order.order_number)}
    >
      <header className={styles.head}>
        <h3 className={styles.number} aria-label={order.order_number}>
          {shortNumber(order)}
        </h3>
        <span className={styles.type}>{texts.common.order.type[order.order_type]}</span>
        <span className={styles.timer} role="timer" aria-live="off">
          {urgency === 'late' && <TriangleAlert aria-label={words.late} />}
          {clockText(ageOf(order, now))}
        </span>
      </header>
      {order.status === 'cancelled' && (
        <p className={styles.cancelled}>
          <Ban aria-hidden /> {words.cancelled}
        </p>
      )}
      <TicketLines order={order} />
      <TicketMarks order={order} />
      {pending ? <PendingBar step={pending} onUndo={() => steps.undo(order.id)} /> : <TicketActions order={order} />}
    </article>
  );
}
