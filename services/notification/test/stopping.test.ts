import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { startNotification } from './support/start-notification.ts';

const stage = await startNotification();
const asha = stage.person({ role: 'consumer', userId: randomUUID() });
const deliveryFor = async (eventId: string) => {
  const notification = await stage.db('notifications').where({ event_id: eventId, recipient_id: asha.id }).first();
  return notification && stage.db('push_deliveries').where({ notification_id: notification.id }).first();
};

test('a push on its way is finished before the process ends', async () => {
  await asha.register('slow-device');
  await stage.sandbox.device('slow-device', { behaviour: 'slow', delay_ms: 1_500 });
  const id = await stage.confirmOrderOf(asha.id);
  await eventually(async () => expect(await deliveryFor(id)).toMatchObject({ attempts: 1 }));
  expect(await stage.service.stop()).toBe(0);
  expect(await deliveryFor(id)).toMatchObject({ status: 'sent' });
  expect(await stage.sandbox.pushesTo('slow-device')).toHaveLength(1);
});

test('what was killed half-way is told once and pushed after its lease', async () => {
  await stage.service.restart();
  await stage.sandbox.device('slow-device', { behaviour: 'slow', delay_ms: 3_000, times: 1 });
  const id = await stage.confirmOrderOf(asha.id);
  await eventually(async () => expect(await deliveryFor(id)).toMatchObject({ attempts: 1 }));
  await stage.service.kill();
  await stage.db('push_deliveries').update({ next_attempt_at: new Date() });
  await stage.service.restart();
  await stage.confirmOrderOf(asha.id, id);
  await eventually(async () => expect(await deliveryFor(id)).toMatchObject({ status: 'sent', attempts: 2 }));
  expect((await asha.inbox()).body.notifications).toHaveLength(2);
});
