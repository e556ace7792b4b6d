import type { OrderView } from '@campus/contracts/order-state';
import { useApi } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { cashDue } from './next-step.ts';
import { useOrderCommand } from './use-order-command.ts';

const words = texts.board;

/** Asks whether the money is really there, then says so to everybody. */
export function useReceiveCash() {
  const api = useApi();
  const run = useOrderCommand();
  const confirm = useConfirm();
  const { money } = useFormat();
  return async (order: OrderView) => {
    const { id, order_number: number, version } = order;
    const { title, action } = words.cash;
    if (!(await confirm({ title, action, text: words.cash.text(money(cashDue(order)), number) }))) return;
    const body = { payment_status: 'paid' as const, version };
    await run(
      () => api.call('PATCH /admin/orders/:id/payment-status', { params: { id }, body }),
      () => words.done.cash(number),
    );
  };
}
