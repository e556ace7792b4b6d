import { nextStay, publishLater } from '@campus/messaging/publish-later';
import { createQueueConsumer } from '@campus/messaging/queue-consumer';
import { assertPushQueue, PUSH_QUEUE } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { freshVhost } from '@campus/testing/broker';
import { connectedPublisher } from '@campus/testing/connected-publisher';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { logger } from './support/consumer-world.ts';

test.each([
  [1, { delayMs: 1_000, stayMs: 1 }],
  [999, { delayMs: 1_000, stayMs: 999 }],
  [1_000, { delayMs: 1_000 }],
  [2_400, { delayMs: 1_000 }],
  [2_500, { delayMs: 5_000, stayMs: 2_500 }],
  [14_000, { delayMs: 5_000 }],
  [15_000, { delayMs: 30_000, stayMs: 15_000 }],
  [59_000, { delayMs: 30_000 }],
  [61_000, { delayMs: 120_000, stayMs: 61_000 }],
  [300_000, { delayMs: 600_000, stayMs: 300_000 }],
  [3_600_000, { delayMs: 600_000 }],
])('who has to wait %i ms stays in %o next', (remainingMs, stay) => {
  expect(nextStay(remainingMs)).toEqual(stay);
});

test('up to ten minutes eight stays are enough, whatever the time, and they never add up to more than it', () => {
  for (let waitMs = 50; waitMs <= 600_000; waitMs += 50) {
    const stays: number[] = [];
    for (let left = waitMs; left > 0; left -= stays.at(-1) ?? 0) {
      const { delayMs, stayMs = delayMs } = nextStay(left);
      stays.push(stayMs);
    }
    expect(stays.length).toBeLessThanOrEqual(8);
    expect(stays.reduce((sum, stay) => sum + stay, 0)).toBe(waitMs);
  }
});

test('what is sent later arrives when it is due, and a shorter wait behind a longer one at the latest with it', async () => {
  const url = await freshVhost();
  const arrivals: Record<string, number> = {};
  const startedAt = performance.now();
  const handle = async ({ id, expiresAt }: { id: string; expiresAt: Date | undefined }) => {
    expect(expiresAt).toBeUndefined();
    arrivals[id] = performance.now() - startedAt;
  };
  const consumer = createQueueConsumer({ url, queue: PUSH_QUEUE, declare: assertPushQueue, handle, logger });
  await consumer.start();
  atEnd(consumer.stop);
  const publisher = await connectedPublisher({ url, setup: assertPushQueue });
  const send = (messageId: string, remainingMs: number) =>
    publishLater(publisher, { queue: PUSH_QUEUE, body: '{}', type: 'wake-up', messageId, remainingMs });
  await Promise.all([send('now', 0), send('long', 900), send('short', 300)]);
  await eventually(() => expect(Object.keys(arrivals).sort()).toEqual(['long', 'now', 'short']));
  expect(arrivals.long).toBeGreaterThanOrEqual(900);
  expect(arrivals.long).toBeLessThan(2_500);
  expect(arrivals.short).toBeGreaterThanOrEqual(300);
});
