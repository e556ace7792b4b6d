import type { OrderView } from '@campus/contracts/order-state';
import { CircleCheck } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './order-steps.module.css';

const words = texts.student.order;
const { status: names } = texts.common.order;
const STEPS = {
  pickup: ['received', 'preparing', 'ready', 'completed'],
  delivery: ['received', 'preparing', 'ready', 'out_for_delivery', 'completed'],
} as const;

/** How far the order has come. */
export function OrderSteps({ order: { order_type, status } }: { order: OrderView }) {
  const steps: readonly OrderView['status'][] = STEPS[order_type];
  const reached = steps.indexOf(status);
  return (
    <ol className={styles.steps} aria-label={words.steps}>
      {steps.map((step, index) => (
        <li key={step} data-reached={index <= reached} aria-current={index === reached ? 'step' : undefined}>
          <CircleCheck aria-hidden="true" />
          {names[step]}
          {index < reached && <VisuallyHidden>, {words.done}</VisuallyHidden>}
        </li>
      ))}
    </ol>
  );
}
