import type { OrderView } from '@campus/contracts/order-state';
import { Check, PackageCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { rupeesToCollect, stageOf } from './delivery-stage.ts';
import { FailureDialog } from './failure-dialog.tsx';
import styles from './job-card.module.css';
import { useDeliveryStep } from './use-delivery-step.ts';

const words = texts.delivery;

/** What the rider can do next with a job. Nothing while the kitchen still cooks. */
export function JobSteps({ order }: { order: OrderView }) {
  const stage = stageOf(order);
  if (stage === 'cooking') return null;
  return stage === 'ready' ? <PickUp order={order} /> : <HandOver order={order} />;
}

function PickUp({ order }: { order: OrderView }) {
  const step = useDeliveryStep(order);
  return (
    <div className={styles.steps}>
      <Button
        size="large"
        variant="primary"
        icon={<PackageCheck />}
        busy={step.isPending}
        onClick={() => step.mutate({ status: 'picked_up' })}
      >
        {words.pickUp}
      </Button>
    </div>
  );
}

function HandOver({ order }: { order: OrderView }) {
  const step = useDeliveryStep(order);
  const confirm = useConfirm();
  const { money } = useFormat();
  const [isFailing, setFailing] = useState(false);
  const due = rupeesToCollect(order);

  async function deliver() {
    const text = words.cash.text(money(due), order.order_number);
    const { title, action } = words.cash;
    if (due > 0 && !(await confirm({ title, text, action }))) return;
    step.mutate({ status: 'delivered', ...(due > 0 && { cash_collected: true }) });
  }

  return (
    <div className={styles.steps}>
      <Button size="large" variant="primary" icon={<Check />} busy={step.isPending} onClick={() => void deliver()}>
        {due > 0 ? words.deliverWithCash(money(due)) : words.deliver}
      </Button>
      <Button icon={<TriangleAlert />} disabled={step.isPending} onClick={() => setFailing(true)}>
        {words.fail}
      </Button>
      <FailureDialog order={order} open={isFailing} onClose={() => setFailing(false)} />
    </div>
  );
}
