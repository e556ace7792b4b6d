import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startOrdering } from './support/ordering.ts';

test('a table that somebody else keeps locked is 503 with when to come again, not a mistake of ours', async () => {
  const { db, call, service } = await startOrdering();
  const held = await db.transaction();
  await held.raw('lock table orders in access exclusive mode');
  const as = { userId: randomUUID() };
  const answers = await Promise.all([
    call('GET', '/api/v1/orders', { as }),
    call('GET', `/api/v1/orders/${randomUUID()}/status`, { as }),
  ]);
  await held.rollback();
  for (const { status, body, headers } of answers) {
    expect([status, body.error.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(service.logs.filter(({ message }) => message === 'unexpected error')).toEqual([]);
  expect((await call('GET', '/api/v1/orders', { as })).status).toBe(200);
});
