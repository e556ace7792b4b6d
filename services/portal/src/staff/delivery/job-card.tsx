import type { OrderView } from '@campus/contracts/order-state';
import { Banknote, CircleCheck, MapPin, MessageSquareWarning } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { VegMark } from '../../ui/veg-mark.tsx';
import { rupeesToCollect, stageOf } from './delivery-stage.ts';
import styles from './job-card.module.css';
import { JobSteps } from './job-steps.tsx';

const words = texts.delivery;

/** One job: where to, what, how much to bring back, and the next step under the thumb. */
export function JobCard({ order }: { order: OrderView }) {
  return (
    <article className={styles.card} aria-labelledby={`job-${order.id}`}>
      <header className={styles.head}>
        <h3 className={styles.number} id={`job-${order.id}`}>
          {order.order_number}
        </h3>
        <StatusBadge status={order.status} />
      </header>
      <Destination order={order} />
      <Lines order={order} />
      <Collection order={order} />
      <JobSteps order={order} />
    </article>
  );
}

function Destination({ order }: { order: OrderView }) {
  return (
    <div className={styles.destination}>
      <MapPin className={styles.icon} aria-hidden />
      <div>
        <p className={styles.label}>{words.address}</p>
        <p className={styles.address}>{order.delivery_address ?? words.noAddress}</p>
        {order.customer_name && <p className={styles.soft}>{words.customer(order.customer_name)}</p>}
        <Progress order={order} />
      </div>
    </div>
  );
}

function Progress({ order }: { order: OrderView }) {
  const { time } = useFormat();
  const stage = stageOf(order);
  if (stage === 'onTheWay') return null;
  const ready = order.estimated_ready_time;
  return (
    <p className={styles.soft}>
      {words.stage[stage]} {stage === 'cooking' && ready && words.stage.readyAt(time(ready))}
    </p>
  );
}

function Lines({ order }: { order: OrderView }) {
  return (
    <div>
      <p className={styles.label}>{words.lines}</p>
      <ul className={styles.lines}>
        {order.items.map((line) => (
          <li key={line.menu_item_id} className={styles.line}>
            <strong className={styles.quantity}>{line.quantity} ×</strong>
            <VegMark isVeg={line.is_veg} />
            <span>{line.item_name}</span>
          </li>
        ))}
      </ul>
      {order.special_instructions && (
        <p className={styles.instructions}>
          <MessageSquareWarning className={styles.icon} aria-hidden />
          <span>
            <strong>{words.instructions}:</strong> {order.special_instructions}
          </span>
        </p>
      )}
    </div>
  );
}

function Collection({ order }: { order: OrderView }) {
  const { money } = useFormat();
  const due = rupeesToCollect(order);
  return due > 0 ? (
    <p className={styles.cash}>
      <Banknote className={styles.icon} aria-hidden /> {words.collect(money(due))}
    </p>
  ) : (
    <p>
      <Badge tone="success" icon={<CircleCheck />}>
        {words.paid}
      </Badge>
    </p>
  );
}
