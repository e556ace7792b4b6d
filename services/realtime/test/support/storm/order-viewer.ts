import type { OrderView } from '@campus/contracts/order-state';
import type { OrderSocketMessage } from '@campus/contracts/realtime-api';

/** A phone that shows what it is told, without looking at versions: the server never goes back, over all its connections. */
export interface OrderViewer {
  shown: OrderView | undefined;
  isFinal: boolean;
  faults: string[];
  message(message: OrderSocketMessage): void;
  closed(code: number): void;
}

const FINAL = new Set(['completed', 'cancelled']);

export function createOrderViewer(orderId: string): OrderViewer {
  const viewer: OrderViewer = {
    shown: undefined,
    isFinal: false,
    faults: [],
    message({ data: { order } }) {
      if (order.id !== orderId) viewer.faults.push(`a follower of ${orderId} was shown ${order.id}`);
      const { version = 0 } = viewer.shown ?? {};
      if (order.version < version) viewer.faults.push(`order ${orderId} went back from ${version} to ${order.version}`);
      viewer.shown = order;
    },
    closed(code) {
      viewer.isFinal ||= code === 1000;
      if (code === 1000 && !FINAL.has(viewer.shown?.status ?? '')) {
        viewer.faults.push(`order ${orderId} was closed as final while ${viewer.shown?.status}`);
      }
    },
  };
  return viewer;
}
