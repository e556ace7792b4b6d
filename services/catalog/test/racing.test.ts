import { eventually } from '@campus/testing/eventually';
import { startProcess } from '@campus/testing/process';
import { expect, test } from 'vitest';
import { caller, main, startCatalog } from './support/catalog.ts';

const { as, db, tap, env, issuer, service } = await startCatalog();
const replica = await startProcess(main, env);
const admin = as('admin');
const otherAdmin = caller(replica.url, issuer.sign({ role: 'admin' }));
const items = '/admin/menu/items';
const category_id = (await admin('POST', '/admin/menu/categories', { name: 'Mains' })).body.category.id;

const newItem = async (name: string) => (await admin('POST', items, { category_id, name, price: 10 })).body.item.id;
const versionsTold = (id: string) =>
  tap.events.filter((event) => event.aggregateid === id).map((event) => event.aggregateversion);

test('parallel changes of one item on two replicas make one version each and lose no field', async () => {
  const id = await newItem('Dal');
  const answers = await Promise.all([
    admin('PUT', `${items}/${id}`, { price: 11 }),
    otherAdmin('PUT', `${items}/${id}`, { name: 'Dal Fry' }),
    admin('PUT', `${items}/${id}`, { description: 'Yellow' }),
    otherAdmin('PATCH', `${items}/${id}/availability`, { is_available: false }),
    admin('PUT', `${items}/${id}`, { display_order: 4 }),
    otherAdmin('PUT', `${items}/${id}`, { is_veg: false }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(answers.map(({ body }) => body.item.version).sort()).toEqual([2, 3, 4, 5, 6, 7]);
  const last = { name: 'Dal Fry', description: 'Yellow', is_available: false, display_order: 4, is_veg: false };
  expect(await db('menu_items').where({ id }).first()).toMatchObject({ ...last, price: '11.00', version: 7 });
  await tap.waitFor((event) => event.aggregateid === id && event.aggregateversion === 7);
  expect(versionsTold(id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('of two categories with one name, created at once, one stands', async () => {
  const create = (by: typeof admin) => by('POST', '/admin/menu/categories', { name: 'Twins' });
  const answers = await Promise.all([create(admin), create(otherAdmin), create(admin), create(otherAdmin)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect(await db('categories').where({ name: 'Twins' })).toHaveLength(1);
});

test('two replicas bring each item back once', async () => {
  const ids = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map(newItem));
  const until = new Date(Date.now() + 500).toISOString();
  await Promise.all(ids.map((id) => admin('PATCH', `${items}/${id}/availability`, { is_available: false, until })));
  await eventually(() => expect(ids.map((id) => versionsTold(id).at(-1))).toEqual(ids.map(() => 3)));
  expect(await db('menu_items').whereIn('id', ids).where({ is_available: true, version: 3 })).toHaveLength(ids.length);
  expect(await db('outbox').whereIn('aggregate_id', ids)).toHaveLength(3 * ids.length);
});

test('of two changes made from the same state one stands, and the other is told which state it has not seen', async () => {
  const id = await newItem('Rajma');
  const [one, other] = await Promise.all([
    admin('PUT', `${items}/${id}`, { price: 11, version: 1 }),
    otherAdmin('PUT', `${items}/${id}`, { price: 12, version: 1 }),
  ]);
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  const [stood, refused] = one.status === 200 ? [one, other] : [other, one];
  expect(refused.body.error).toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 2 } });
  expect(await db('menu_items').where({ id }).first()).toMatchObject({ price: `${stood.body.item.price}.00` });

  const { body } = await admin('POST', '/admin/menu/categories', { name: 'Thalis' });
  const rename = (name: string) => admin('PUT', `/admin/menu/categories/${body.category.id}`, { name, version: 1 });
  expect((await rename('Meals')).body.category).toMatchObject({ name: 'Meals', version: 2 });
  expect(await rename('Platters')).toMatchObject({ status: 409, body: { error: { details: { version: 2 } } } });
  expect((await admin('PUT', `${items}/${id}`, { version: 2 })).status).toBe(400);
});

test('a replica that is stopped while busy loses no acknowledged change', async () => {
  const id = await newItem('Idli');
  const acknowledged: number[] = [];
  let stopped = false;
  const writer = async () => {
    while (!stopped) {
      const answer = await otherAdmin('PUT', `${items}/${id}`, { price: 12 }).catch(() => undefined);
      if (answer?.status === 200) acknowledged.push(answer.body.item.version);
    }
  };
  const writers = [writer(), writer(), writer()];
  await eventually(() => expect(acknowledged.length).toBeGreaterThan(10));
  expect(await replica.stop()).toBe(0);
  stopped = true;
  await Promise.all(writers);

  const { version } = await db('menu_items').where({ id }).first();
  expect(Math.max(...acknowledged)).toBeLessThanOrEqual(version);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  await eventually(() => expect(new Set(versionsTold(id)).size).toBe(version));
});

test('a change whose process dies before telling is told by the next one', async () => {
  const id = await newItem('Poha');
  await tap.waitFor((event) => event.aggregateid === id);
  await db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(727010)');
    expect((await admin('PUT', `${items}/${id}`, { price: 13 })).status).toBe(200);
    await service.kill();
  });
  expect(await db('outbox').where({ aggregate_id: id }).whereNull('published_at')).toHaveLength(1);
  await service.restart();
  await tap.waitFor((event) => event.aggregateid === id && event.aggregateversion === 2);
});
