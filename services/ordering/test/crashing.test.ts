import { inTransaction } from '@campus/database/transaction';
import { RELAY_LOCK } from '@campus/outbox/relay';
import { closeAllConnections } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { type Ordering, orderOf, startOrdering } from './support/ordering.ts';

let ordering: Ordering;
let dish: string;

beforeAll(async () => {
  ordering = await startOrdering();
  dish = await ordering.serveDish({ pricePaise: 10_000 });
});

const place = () => ordering.call('POST', '/api/v1/orders', { as: {}, body: orderOf(dish) });
const published = (id: string) =>
  ordering.tap.events.filter(({ type, aggregateid }) => type === 'order.placed' && aggregateid === id);

test('killed between commit and publish, it publishes once after the restart', async () => {
  // Whoever holds the relay's lock keeps every relay waiting: the order is committed and nothing is published.
  const holder = new pg.Client({ connectionString: ordering.databaseUrl });
  await holder.connect();
  await holder.query('select pg_advisory_lock($1)', [RELAY_LOCK]);
  const { status, body } = await place();
  expect(status).toBe(201);
  await ordering.service.kill('SIGKILL');
  expect(published(body.order.id)).toEqual([]);
  await holder.end();
  await ordering.service.restart();
  await eventually(() => expect(published(body.order.id)).toHaveLength(1));
});

test('after its database connections were ended it serves again, and every accepted order is there', async () => {
  const placing = Array.from({ length: 20 }, () => place());
  await ordering.db.raw(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like ?',
    ['ordering%'],
  );
  const answers = await Promise.all(placing);
  expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
  await eventually(async () => expect((await place()).status).toBe(201));
  const accepted = answers.filter(({ status }) => status === 201).map(({ body }) => body.order.id);
  expect(await ordering.db('orders').whereIn('id', accepted)).toHaveLength(accepted.length);
  await eventually(() => expect(accepted.filter((id) => published(id).length === 0)).toEqual([]));
});

test('after its broker connections were closed by force it goes on publishing and hearing', async () => {
  await closeAllConnections(ordering.rabbitmqUrl);
  const { status, body } = await place();
  expect(status).toBe(201);
  await eventually(() => expect(published(body.order.id)).not.toEqual([]));
  expect(await ordering.serveDish({ pricePaise: 12_345 })).toBeDefined();
});

test('stopped while orders come in, it finishes those it accepted', async () => {
  const placing = Array.from({ length: 20 }, () => place().catch(() => undefined));
  expect(await ordering.service.stop()).toBe(0);
  const accepted = (await Promise.all(placing)).filter((answer) => answer?.status === 201);
  const ids = accepted.map((answer) => answer?.body.order.id);
  expect(await inTransaction(ordering.db, (trx) => trx('orders').whereIn('id', ids))).toHaveLength(ids.length);
  expect(await ordering.db('outbox').whereNull('published_at')).toEqual([]);
});
