import type { Role } from '@campus/contracts/values';
import { AlarmClockPlus, CircleX, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { EstimateDialog } from './estimate-dialog.tsx';
import { actionsOf, type Step } from './order-actions.ts';
import styles from './order-page.module.css';
import type { StaffOrder } from './staff-order.ts';
import { useOrderCommand } from './use-order-command.ts';

const words = officeTexts.orders;
const STEPS: readonly Step[] = ['preparing', 'ready', 'out_for_delivery', 'completed'];

/** The steps that the order can take now; nothing for one that has ended. */
export function OrderTools({ order, role }: { order: StaffOrder; role: Role }) {
  const [open, setOpen] = useState<'cancel' | 'estimate'>();
  const may = actionsOf(order, role);
  const { take, isBusy } = useSteps(order);
  const close = () => setOpen(undefined);
  if (may.size === 0) return null;
  return (
    <section className={styles.tools} aria-label={words.actions.label}>
      {STEPS.filter((step) => may.has(step)).map((step) => (
        <Button key={step} variant="primary" busy={isBusy} onClick={() => void take(step)}>
          {words.actions[step]}
        </Button>
      ))}
      {may.has('recall') && (
        <Button icon={<Undo2 />} disabled={isBusy} onClick={() => void take('preparing')}>
          {words.actions.recall}
        </Button>
      )}
      {may.has('estimate') && (
        <Button icon={<AlarmClockPlus />} onClick={() => setOpen('estimate')}>
          {words.actions.estimate}
        </Button>
      )}
      {may.has('cancel') && (
        <Button icon={<CircleX />} onClick={() => setOpen('cancel')}>
          {words.actions.cancel}
        </Button>
      )}
      <CancelDialog order={order} open={open === 'cancel'} onClose={close} />
      <EstimateDialog order={order} open={open === 'estimate'} onClose={close} />
    </section>
  );
}

function useSteps({ id, order_number: number, version }: StaffOrder) {
  const api = useApi();
  const confirm = useConfirm();
  const { run, isBusy } = useOrderCommand();
  const { title, text, action } = words.completing;
  async function take(status: Step): Promise<void> {
    // The only step without a way back.
    const isFinal = status === 'completed';
    if (isFinal && !(await confirm({ title, text: text(number), action, tone: 'primary' }))) return;
    await run(
      () => api.call('PATCH /admin/orders/:id/status', { params: { id }, body: { status, version } }),
      words.done[status](number),
    );
  }
  return { take, isBusy };
}
