import type { OrderView } from '@campus/contracts/order-state';
import { Eye } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { alarmOf } from './alarming-orders.ts';
import { useBoard } from './board-context.ts';
import { cashDue, nextStep } from './next-step.ts';
import styles from './ticket.module.css';
import { TicketMenu } from './ticket-menu.tsx';
import { useReceiveCash } from './use-receive-cash.ts';

const words = texts.board;

/** The one tap that the ticket asks for, "seen" while it rings, and the rest behind a button. */
export function TicketActions({ order }: { order: OrderView }) {
  const { acknowledge } = useBoard();
  return (
    <div className={styles.actions}>
      {alarmOf(order) && (
        <span className={styles.seen}>
          <Button wide icon={<Eye />} onClick={() => void acknowledge([order])}>
            {words.actions.seen}
          </Button>
        </span>
      )}
      <MainAction order={order} />
      {order.status !== 'cancelled' && <TicketMenu order={order} />}
    </div>
  );
}

function MainAction({ order }: { order: OrderView }) {
  const { steps } = useBoard();
  const receiveCash = useReceiveCash();
  const { money } = useFormat();
  const next = nextStep(order);
  if (next.kind === 'none') return <span />;
  if (next.kind === 'cash') {
    return (
      <Button size="large" variant="primary" wide onClick={() => void receiveCash(order)}>
        {words.steps.cash(money(cashDue(order)))}
      </Button>
    );
  }
  return (
    <Button size="large" variant="primary" wide onClick={() => steps.begin(order, next.to)}>
      {words.steps[next.to]}
    </Button>
  );
}
