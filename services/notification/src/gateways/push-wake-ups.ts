import { id } from '@campus/contracts/values';
import { publishLater } from '@campus/messaging/publish-later';
import type { Publisher } from '@campus/messaging/publisher';
import { PUSH_QUEUE } from '@campus/messaging/topology';
import { z } from 'zod';
import type { WakeUp } from '../domain/push-delivery.ts';
import type { WakeUpMeans } from '../use-cases/send-wake-ups.ts';

/** The body of a message in `PUSH_QUEUE`: no token, no text. */
const wakeUpMessage = z.object({ notification_id: id, device_token_id: id, call: z.int().positive() });

/** Puts wake-ups into the broker, which keeps them until their push is due. */
export function pushWakeUps(publisher: Publisher): WakeUpMeans['post'] {
  return ({ notificationId, deviceTokenId, call }, remainingMs) => {
    const message: z.input<typeof wakeUpMessage> = {
      notification_id: notificationId,
      device_token_id: deviceTokenId,
      call,
    };
    return publishLater(publisher, {
      queue: PUSH_QUEUE,
      remainingMs,
      body: JSON.stringify(message),
      messageId: `${notificationId}/${deviceTokenId}/${call}`,
      type: 'push.due',
    });
  };
}

/** Throws for what is no wake-up. */
export function readWakeUp(body: unknown): WakeUp {
  const { notification_id, device_token_id, call } = wakeUpMessage.parse(body);
  return { notificationId: notification_id, deviceTokenId: device_token_id, call };
}
