import { placedOrderAnswer } from '@campus/contracts/orders-api';
import { orderSocketMessage } from '@campus/contracts/realtime-api';
import { WebSocket } from 'ws';
import { createPerson } from '../demo/person.ts';
import { openPocket } from '../demo/sandbox.ts';
import { within } from '../demo/until.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { epochMs } from './load/clock.ts';
import type { LoadRequest } from './load/load-job.ts';

interface Wish {
  token: string;
  /** An order that is paid by UPI. */
  request: LoadRequest;
}

/** Milliseconds from the tap in the UPI app, of which only the webhook tells, to "paid" on the socket of the student's order. */
export async function paidOnSocketMs(platform: BenchPlatform, { token, request }: Wish): Promise<number> {
  const student = createPerson(platform.origin, 'a student', token);
  const { order, payment } = await student.ask(
    'POST',
    request.path,
    placedOrderAnswer,
    JSON.parse(request.body ?? '{}'),
  );
  if (!payment) throw new Error('The payment of an order was not there in time.');
  const url = new URL(`/api/v1/ws/orders/${order.id}?token=${token}`, platform.origin.replace(/^http/, 'ws'));
  const socket = new WebSocket(url);
  try {
    const statuses = statusesOn(socket);
    await within('the order socket shows the order', statuses.pending);
    const tapped = epochMs();
    await openPocket(platform.sandbox).payAndLoseTheApp(payment.gateway_order_id);
    return (await within('the order socket says "paid"', statuses.paid)) - tapped;
  } finally {
    socket.close();
  }
}

/** When the socket first said each. */
function statusesOn(socket: WebSocket): Record<'pending' | 'paid', Promise<number>> {
  const pending = Promise.withResolvers<number>();
  const paid = Promise.withResolvers<number>();
  socket.on('message', (bytes) => {
    const at = epochMs();
    const { event, data } = orderSocketMessage.parse(JSON.parse(String(bytes)));
    if (event !== 'status_changed') return;
    if (data.payment_status === 'paid') paid.resolve(at);
    else pending.resolve(at);
  });
  socket.once('error', pending.reject);
  return { pending: pending.promise, paid: paid.promise };
}
