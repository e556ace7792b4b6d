import { outboxBacklog } from '@campus/outbox/backlog';
import { expect, test } from 'vitest';
import { change, outboxWorld } from './support/outbox-world.ts';

test('the backlog is what still has to be told, how old it is, and apart from that what a person must look at', async () => {
  const { db, commit } = await outboxWorld();
  expect(await outboxBacklog(db)).toEqual({ pending: 0, quarantined: 0, oldestAgeSeconds: null });
  const [told, old, , refused] = await commit([change(1), change(2), change(3), change(4)]);
  const at = (event_id: string | undefined) => db('outbox').where({ event_id });
  await at(told).update({ published_at: db.fn.now(), occurred_at: db.raw(`now() - interval '2 days'`) });
  await at(old).update({ occurred_at: db.raw(`now() - interval '90 seconds'`) });
  await at(refused).update({ quarantined_at: db.fn.now(), occurred_at: db.raw(`now() - interval '1 day'`) });
  const { oldestAgeSeconds, ...counts } = await outboxBacklog(db);
  expect(counts).toEqual({ pending: 2, quarantined: 1 });
  expect(oldestAgeSeconds).toBeGreaterThanOrEqual(90);
  expect(oldestAgeSeconds).toBeLessThan(3_600);
});
