import type { Caller } from '@campus/auth/verify-token';
import { type AcknowledgementAnswer, acknowledgement } from '@campus/contracts/realtime-api';
import { AppError } from '@campus/errors/app-error';
import { parse } from '@campus/http/parse';
import type { Logger } from '@campus/logger/logger';
import type { Socket } from 'socket.io';
import type { OrderingClient } from './ordering-client.ts';

/** A kitchen screen's `ack {order_id}` goes to ordering; the event that follows silences the other screens. */
export function acknowledgeOrders(
  socket: Socket,
  { ordering, logger }: { ordering: OrderingClient; logger: Logger },
): void {
  const caller: Caller = socket.data.caller;

  async function acknowledge(message: unknown): Promise<AcknowledgementAnswer> {
    try {
      await ordering.acknowledge(caller, parse(acknowledgement, message).order_id);
      return { ok: true };
    } catch (error) {
      if (error instanceof AppError) return { error: { code: error.code, message: error.message } };
      logger.error({ err: error }, 'acknowledgement failed');
      return { error: { code: 'INTERNAL_ERROR', message: 'Something went wrong on our side.' } };
    }
  }

  socket.on('ack', async (message: unknown, answer: unknown) => {
    const result = await acknowledge(message);
    if (typeof answer === 'function') answer(result);
  });
}
