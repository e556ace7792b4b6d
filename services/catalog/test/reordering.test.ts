import { startProcess } from '@campus/testing/process';
import { expect, test } from 'vitest';
import { caller, main, startCatalog } from './support/catalog.ts';

const { as, db, env, issuer, tap } = await startCatalog();
const replica = await startProcess(main, env);
const admin = as('admin');
const otherAdmin = caller(replica.url, issuer.sign({ role: 'admin' }));
const order = '/admin/menu/order';

const category = async (name: string) => (await admin('POST', '/admin/menu/categories', { name })).body.category.id;
const item = async (name: string, category_id: string) =>
  (await admin('POST', '/admin/menu/items', { category_id, name, price: 10 })).body.item.id;
const mains = await category('Mains');
const drinks = await category('Drinks');
const sweets = await category('Sweets');
const dishes = await Promise.all(['Aloo', 'Bhindi', 'Chole', 'Dal', 'Egg', 'Fish'].map((name) => item(name, mains)));
const [aloo = '', bhindi = '', chole = '', dal = ''] = dishes;
const lime = await item('Lime', drinks);

const menu = async () => (await as('consumer')('GET', '/menu/items')).body.items.map(({ name }) => name);
const told = (id: string) => tap.events.filter((event) => event.aggregateid === id).length;

test('categories and items are put in order by one command', async () => {
  const { status, body } = await admin('PUT', order, {
    category_ids: [drinks, sweets, mains],
    item_ids: [dal, aloo.toUpperCase(), chole],
  });
  expect(status).toBe(200);
  expect(body.categories.map(({ name, display_order, version }) => [name, display_order, version])).toEqual([
    ['Drinks', 1, 2],
    ['Sweets', 2, 2],
    ['Mains', 3, 2],
  ]);
  expect(body.items.map(({ name, display_order, version }) => [name, display_order, version])).toEqual([
    ['Dal', 1, 2],
    ['Aloo', 2, 2],
    ['Chole', 3, 2],
  ]);
  expect(body.items[0]).toMatchObject({ id: dal, category: { id: mains, name: 'Mains' } });
  expect(await menu()).toEqual(['Lime', 'Bhindi', 'Egg', 'Fish', 'Dal', 'Aloo', 'Chole']);
  await tap.waitFor((event) => event.aggregateid === chole && event.aggregateversion === 2);
  await tap.waitFor((event) => event.aggregateid === mains && event.aggregateversion === 2);
});

test('what already stands in its place gets no new version and no event', async () => {
  const { body } = await admin('PUT', order, { item_ids: [dal, chole, aloo] });
  expect(body.items.map(({ version }) => version)).toEqual([2, 3, 3]);
  expect(body.categories).toEqual([]);
  await tap.waitFor((event) => event.aggregateid === aloo && event.aggregateversion === 3);
  expect([told(dal), told(chole)]).toEqual([2, 3]);
  expect(
    (await admin('PUT', order, { item_ids: [dal, chole, aloo] })).body.items.map(({ version }) => version),
  ).toEqual([2, 3, 3]);
});

test('of two orders at once on two replicas one stands, whole', async () => {
  const wishes = [dishes, dishes.toReversed()];
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.all([
      admin('PUT', order, { item_ids: wishes[0] }),
      otherAdmin('PUT', order, { item_ids: wishes[1] }),
      otherAdmin('PUT', `/admin/menu/items/${dishes[2]}`, { category_id: mains }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const rows: { id: string }[] = await db('menu_items')
      .whereIn('id', dishes)
      .orderBy('display_order')
      .select('id', 'display_order');
    expect(wishes).toContainEqual(rows.map(({ id }) => id));
  }
});

test.each([
  ['item_ids.1', { item_ids: [bhindi, '0195a000-0000-7000-8000-000000000099'] }],
  ['category_ids.0', { category_ids: [bhindi] }],
  ['item_ids', { item_ids: [bhindi, bhindi] }],
  ['item_ids', { item_ids: [bhindi, bhindi.toUpperCase()] }],
  ['item_ids', { item_ids: [] }],
  ['item_ids.0', { item_ids: ['bhindi'] }],
  ['', {}],
  ['', { item_ids: [bhindi], version: 3 }],
])('an order with a fault at "%s" is refused and changes nothing', async (path, body) => {
  const before = await db('menu_items').orderBy('id');
  expect(await admin('PUT', order, body)).toMatchObject({
    status: 400,
    body: { error: { code: 'VALIDATION_ERROR', details: [expect.objectContaining({ path })] } },
  });
  expect(await db('menu_items').orderBy('id')).toEqual(before);
});

test('a deleted item has no place', async () => {
  await admin('DELETE', `/admin/menu/items/${lime}`);
  expect((await admin('PUT', order, { item_ids: [lime] })).status).toBe(400);
});
