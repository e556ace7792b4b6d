import { randomUUID } from 'node:crypto';
import { userChanged } from '@campus/contracts/people-events';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { orderOf, startOrdering } from './support/ordering.ts';

const ordering = await startOrdering();
const dish = await ordering.serveDish({ pricePaise: 10_000 });
const DELIVERY = { order_type: 'delivery', delivery_address: 'Hostel 4' };
const kitchen = { role: 'kitchen' as const, userId: randomUUID() };

test('who is erased is gone from their orders, from the open ones as soon as these are final', async () => {
  const gone = randomUUID();
  const tell = async (name: string | null, version: number) => {
    const user = { ...userChanged.example.user, id: gone, name, is_erased: name === null, version };
    await publishEvent(ordering.rabbitmqUrl, userChanged, {
      aggregateId: gone,
      aggregateVersion: version,
      data: { user },
    });
    await eventually(async () =>
      expect(await ordering.db('customers').where({ id: gone }).first()).toMatchObject({ version }),
    );
  };
  await tell('Meera', 1);
  const place = (wish: object) =>
    ordering.call('POST', '/api/v1/orders', {
      as: { userId: gone },
      body: orderOf(dish, { ...DELIVERY, special_instructions: 'ring at Meera, room 12', ...wish }),
      headers: { 'idempotency-key': `lunch-${JSON.stringify(wish).length}` },
    });
  const [open, unpaid] = [await place({}), await place({ payment_method: 'upi' })].map(({ body }) => body.order);
  const answers = () => ordering.db('idempotency_keys').where({ user_id: gone });
  expect(await answers()).toHaveLength(2);
  expect(open.customer_name).toBe('Meera');
  await eventually(async () => expect(await ordering.db('outbox').whereNull('published_at')).toEqual([]));
  await tell(null, 2);
  const row = (id: string) => ordering.db('orders').where({ id }).first();
  expect(await row(open.id)).toMatchObject({ customer_name: null, delivery_address: 'Hostel 4' });
  expect(await row(unpaid.id)).toMatchObject({ status: 'cancelled', customer_name: null, delivery_address: null });
  expect(await answers()).toEqual([]);
  await ordering.call('PATCH', `/api/v1/admin/orders/${open.id}/status`, {
    as: kitchen,
    body: { status: 'cancelled', reason: 'customer_request' },
  });
  expect(await row(open.id)).toMatchObject({ delivery_address: null, special_instructions: null });

  const bodies = () => ordering.db('outbox').whereIn('aggregate_id', [open.id, unpaid.id]).pluck('body');
  await eventually(async () => expect(await ordering.db('outbox').whereNull('published_at')).toEqual([]));
  expect((await bodies()).join()).toContain('Hostel 4');
  expect((await bodies()).join()).not.toContain('"Meera"');
  // What the hour brings, a start brings too.
  await ordering.service.restart();
  await eventually(async () => expect((await bodies()).join()).not.toMatch(/Hostel 4|Meera/));
  expect(await bodies()).toHaveLength(4);
});
