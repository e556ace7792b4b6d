import { Banknote } from 'lucide-react';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { cashDue } from './order-actions.ts';
import styles from './order-page.module.css';
import type { StaffOrder } from './staff-order.ts';
import { useOrderCommand } from './use-order-command.ts';

const words = officeTexts.orders;

/** Asks whether the money is really there, then says so to everybody. */
export function CashButton({ order }: { order: StaffOrder }) {
  const api = useApi();
  const confirm = useConfirm();
  const { money } = useFormat();
  const { run, isBusy } = useOrderCommand();
  const { id, order_number: number, version } = order;
  const due = cashDue(order);
  if (due === 0) return null;

  async function receive() {
    const { title, text, action } = words.cash;
    if (!(await confirm({ title, text: text(money(due), number), action, tone: 'primary' }))) return;
    const body = { payment_status: 'paid' as const, version };
    await run(
      () => api.call('PATCH /admin/orders/:id/payment-status', { params: { id }, body }),
      words.done.cash(number),
    );
  }
  return (
    <div className={styles.tools}>
      <Button icon={<Banknote />} busy={isBusy} onClick={() => void receive()}>
        {words.actions.cash(money(due))}
      </Button>
    </div>
  );
}
