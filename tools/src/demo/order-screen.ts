import { orderSocketMessage } from '@campus/contracts/realtime-api';
import { WebSocket } from 'ws';
import { SetupFault } from '../platform/setup-fault.ts';

/** A student's view of one order, as the app shows it. */
export interface OrderScreen {
  /** The statuses in the order in which the screen showed them. */
  statuses: string[];
  /** Resolves when the server has closed the socket because the order is over; rejects for any other end. */
  over: Promise<void>;
  close(): void;
}

export interface OrderScreenOptions {
  gateway: string;
  orderId: string;
  token: string;
  onStatus(status: string): void;
}

/** Opens the order WebSocket through the gateway. */
export function watchOrder({ gateway, orderId, token, onStatus }: OrderScreenOptions): OrderScreen {
  const url = new URL(`/api/v1/ws/orders/${orderId}?token=${token}`, gateway.replace(/^http/, 'ws'));
  const socket = new WebSocket(url);
  const statuses: string[] = [];
  const over = new Promise<void>((resolve, reject) => {
    socket.on('message', (bytes) => {
      const { data: frame, error } = orderSocketMessage.safeParse(JSON.parse(String(bytes)));
      if (error) return reject(new SetupFault(`A frame of the order WebSocket breaks its contract: ${error.message}`));
      if (frame.event !== 'status_changed' || frame.data.status === statuses.at(-1)) return;
      statuses.push(frame.data.status);
      onStatus(frame.data.status);
    });
    socket.once('error', (error) => reject(new SetupFault(`The order WebSocket failed: ${error.message}`)));
    socket.once('close', (code, reason) => {
      if (code === 1000) resolve();
      else reject(new SetupFault(`The order WebSocket was closed with ${code} ${reason}`));
    });
  });
  over.catch(() => undefined);
  return { statuses, over, close: () => socket.close() };
}
