import type { ChangeType, OrderView } from '@campus/contracts/order-state';
import type { OrderSocketMessage } from '@campus/contracts/realtime-api';

export interface OrderWatch {
  /** The state that was fetched when the socket opened: always the first message. */
  begin(order: OrderView): void;
  /** A change from the stream; kept back until `begin`, dropped when it is not newer than what was shown. */
  change(type: ChangeType, order: OrderView): void;
}

const FINAL = new Set(['completed', 'cancelled']);

export interface OrderWatcher {
  /** Whether the order is shown to this person; a rider loses it with the job. */
  maySee(order: OrderView): boolean;
  send(message: OrderSocketMessage): void;
  finish(why: 'final' | 'foreign'): void;
}

/** What one order's socket is told, in rising versions, and when it is done. */
export function watchOrder({ maySee, send, finish }: OrderWatcher): OrderWatch {
  const early: { type: ChangeType; order: OrderView }[] = [];
  let shown: OrderView | undefined;

  function show(type: ChangeType, order: OrderView): void {
    const before = shown;
    if (before && order.version <= before.version) return;
    shown = order;
    if (!maySee(order)) return void finish('foreign');
    const { status, payment_status, updated_at, version, estimated_ready_time } = order;
    const sameStatus = before?.status === status && before.payment_status === payment_status;
    // A late estimate may have overtaken the change of status before it.
    if (type !== 'estimate' || !sameStatus) {
      send({ event: 'status_changed', data: { status, updated_at, payment_status, version, order } });
    }
    if (estimated_ready_time && estimated_ready_time !== before?.estimated_ready_time) {
      send({ event: 'estimated_time', data: { ready_by: estimated_ready_time, version, order } });
    }
    if (FINAL.has(status)) finish('final');
  }

  return {
    begin(order) {
      show('status', order);
      for (const change of early) show(change.type, change.order);
      early.length = 0;
    },
    change(type, order) {
      if (shown) show(type, order);
      else early.push({ type, order });
    },
  };
}
