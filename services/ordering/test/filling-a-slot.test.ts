import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { orderOf, startOrdering } from './support/ordering.ts';

test('metrics say how full the open slot is, and nothing of it while none is open', async () => {
  const { service, db, call, serveDish } = await startOrdering();
  const dish = await serveDish({ pricePaise: 10_000 });
  const setting = (key: string, value: unknown) =>
    db('system_config')
      .where({ key })
      .update({ value: JSON.stringify(value) });
  const fill = async () => {
    const line = service.logs.find(({ message }) => message === 'metrics listening');
    const { port } = (line?.address ?? {}) as { port?: number };
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return /^order_slot_fill_ratio\{service="ordering"\} (\S+)$/m.exec(text)?.[1];
  };
  await setting('max_orders_per_slot', 4);
  await eventually(async () => expect(await fill()).toBe('0'));
  const order = () => call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish) });
  for (let placed = 0; placed < 3; placed += 1) expect((await order()).status).toBe(201);
  expect(await fill()).toBe('0.75');
  await setting('max_orders_per_slot', 0);
  expect((await order()).status).toBe(409);
  expect(await fill()).toBe('1');
  await setting('restaurant_open', false);
  expect(await fill()).toBeUndefined();
});
