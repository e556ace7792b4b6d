import type { OrderView } from '@campus/contracts/order-state';
import { Banknote, Bike, CircleCheck, Clock, TriangleAlert, User } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { cashDue } from './next-step.ts';
import styles from './ticket.module.css';

const words = texts.board.ticket;

/** Money, promise, customer and rider, each a word or two. */
export function TicketMarks({ order }: { order: OrderView }) {
  const { money, time } = useFormat();
  const due = cashDue(order);
  const { customer_name: name, estimated_ready_time: ready, status } = order;
  return (
    <p className={styles.marks}>
      {due > 0 && (
        <Badge tone="warning" icon={<Banknote />}>
          {words.cashDue(money(due))}
        </Badge>
      )}
      {order.payment_status === 'paid' && (
        <Badge tone="success" icon={<CircleCheck />}>
          {words.paid}
        </Badge>
      )}
      {ready && status === 'preparing' && <Badge icon={<Clock />}>{words.readyBy(time(ready))}</Badge>}
      {name && <Badge icon={<User />}>{words.customer(name)}</Badge>}
      <RiderMark order={order} />
    </p>
  );
}

function RiderMark({ order: { order_type, status, assignment } }: { order: OrderView }) {
  if (order_type !== 'delivery' || status === 'cancelled') return null;
  if (assignment?.status === 'failed') {
    return (
      <Badge tone="danger" icon={<TriangleAlert />}>
        {words.failed(assignment.failure_reason)}
      </Badge>
    );
  }
  return (
    <Badge tone={assignment ? 'violet' : 'warning'} icon={<Bike />}>
      {assignment ? words.rider(assignment.staff_name) : words.noRider}
    </Badge>
  );
}
