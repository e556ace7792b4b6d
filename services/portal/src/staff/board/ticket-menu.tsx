import type { OrderView } from '@campus/contracts/order-state';
import { AlarmClockPlus, Banknote, CircleX, EllipsisVertical, Printer, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import { useBoard } from './board-context.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { delayedBy } from './delayed-by.ts';
import { cashDue } from './next-step.ts';
import { useOrderCommand } from './use-order-command.ts';
import { useReceiveCash } from './use-receive-cash.ts';

const words = texts.board;
const DELAYS = [5, 10, 15];

/** What a ticket rarely needs: delay, recall, cash, print, cancel; only what is possible now. */
export function TicketMenu({ order }: { order: OrderView }) {
  const [isCancelling, setCancelling] = useState(false);
  const { print } = useBoard();
  const receiveCash = useReceiveCash();
  const changes = useChanges(order);
  const mayCancel = order.status === 'received' || order.status === 'preparing';
  const actions: MenuAction[] = [
    ...changes,
    ...(cashDue(order) > 0 && order.order_type === 'pickup'
      ? [{ label: words.actions.cash, icon: <Banknote />, onSelect: () => void receiveCash(order) }]
      : []),
    { label: words.actions.print, icon: <Printer />, onSelect: () => print(order) },
    ...(mayCancel
      ? [
          {
            label: words.actions.cancel,
            icon: <CircleX />,
            tone: 'danger' as const,
            onSelect: () => setCancelling(true),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu
        trigger={<IconButton label={words.ticket.more(order.order_number)} icon={<EllipsisVertical />} />}
        actions={actions}
      />
      <CancelDialog order={order} open={isCancelling} onClose={() => setCancelling(false)} />
    </>
  );
}

function useChanges(order: OrderView): MenuAction[] {
  const api = useApi();
  const run = useOrderCommand();
  const { time } = useFormat();
  const { id, order_number: number, status, version } = order;
  const params = { id };

  const recall = () =>
    run(
      () => api.call('PATCH /admin/orders/:id/status', { params, body: { status: 'preparing', version } }),
      () => words.done.recalled(number),
    );
  const delay = (minutes: number) => {
    const estimated_ready_time = delayedBy(order, { minutes, now: Date.now() });
    return run(
      () => api.call('PATCH /admin/orders/:id/estimate', { params, body: { estimated_ready_time, version } }),
      () => words.done.delayed(number, time(estimated_ready_time)),
    );
  };

  if (status === 'ready') return [{ label: words.actions.recall, icon: <Undo2 />, onSelect: () => void recall() }];
  if (status !== 'preparing') return [];
  return DELAYS.map((minutes) => ({
    label: words.actions.delay(minutes),
    icon: <AlarmClockPlus />,
    onSelect: () => void delay(minutes),
  }));
}
