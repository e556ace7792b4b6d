import { categoryChanged, menuItemChanged } from '@campus/contracts/menu-events';
import { expect, test } from 'vitest';
import { startCatalog } from './support/catalog.ts';

const { db, tap, as } = await startCatalog();
const admin = as('admin');
const categories = '/admin/menu/categories';
const items = '/admin/menu/items';

const eventOf = (id: string, version: number) =>
  tap.waitFor((event) => event.aggregateid === id && event.aggregateversion === version);
const itemEvent = async (id: string, version: number) =>
  menuItemChanged.data.parse((await eventOf(id, version)).data).item;

async function newCategory(name: string) {
  return (await admin('POST', categories, { name })).body.category;
}

test('a new category is answered, stored and told to the others', async () => {
  const { status, body } = await admin('POST', categories, { name: '  Starters  ', display_order: 3 });
  const expected = { name: 'Starters', display_order: 3, is_active: true, image_url: null, version: 1 };
  expect(status).toBe(201);
  expect(body.category).toMatchObject(expected);
  expect(await db('categories').where({ id: body.category.id }).first()).toMatchObject(expected);
  const event = await eventOf(body.category.id, 1);
  expect(event).toMatchObject({ type: 'category.changed', source: '/catalog', aggregatetype: 'category' });
  expect(categoryChanged.data.parse(event.data).category).toEqual(body.category);
});

test('a category keeps what a change leaves out', async () => {
  const { id } = await newCategory('Snacks');
  const { status, body } = await admin('PUT', `${categories}/${id}`, { is_active: false });
  expect(status).toBe(200);
  expect(body.category).toMatchObject({ id, name: 'Snacks', is_active: false, version: 2 });
  expect(await db('categories').where({ id }).first()).toMatchObject({ is_active: false, version: 2 });
  expect((await eventOf(id, 2)).data).toEqual({ category: body.category });
});

test('a taken category name is refused, at creation and at a change, and nothing is told', async () => {
  await newCategory('Sweets');
  const { id } = await newCategory('Drinks');
  for (const answer of [
    await admin('POST', categories, { name: 'Sweets' }),
    await admin('PUT', `${categories}/${id}`, { name: 'Sweets' }),
  ]) {
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'ALREADY_EXISTS' } } });
  }
  expect(await db('outbox').where({ aggregate_id: id })).toHaveLength(1);
});

test('a new item has the defaults of the design document and the exact price', async () => {
  const category = await newCategory('Mains');
  const { status, body } = await admin('POST', items, { category_id: category.id, name: 'Dal', price: 8.35 });
  expect(status).toBe(201);
  expect(body.item).toMatchObject({
    name: 'Dal',
    description: null,
    price: 8.35,
    image_url: null,
    is_veg: true,
    is_available: true,
    time_slots: ['breakfast', 'lunch', 'dinner'],
    category: { id: category.id, name: 'Mains' },
    version: 1,
  });
  const row = await db('menu_items').where({ id: body.item.id }).first();
  expect(row).toMatchObject({ price: '8.35', version: 1, deleted_at: null, time_slots: body.item.time_slots });
  expect(await itemEvent(body.item.id, 1)).toMatchObject({
    price_paise: 835,
    is_deleted: false,
    category_id: category.id,
  });
});

test('an item can be changed field by field, moved, and deleted', async () => {
  const from = await newCategory('Rice');
  const to = await newCategory('Breads');
  const created = await admin('POST', items, { category_id: from.id, name: 'Naan', price: 20, time_slots: [] });
  const { id } = created.body.item;

  const priced = await admin('PUT', `${items}/${id}`, { price: 19.99 });
  expect(priced.body.item).toMatchObject({ price: 19.99, name: 'Naan', time_slots: [], version: 2 });
  expect(await itemEvent(id, 2)).toMatchObject({ price_paise: 1999, name: 'Naan' });

  const moved = await admin('PUT', `${items}/${id}`, { category_id: to.id, description: 'Baked' });
  expect(moved.body.item).toMatchObject({ category: { id: to.id, name: 'Breads' }, description: 'Baked', version: 3 });
  expect(await itemEvent(id, 3)).toMatchObject({ category_id: to.id });

  expect(await admin('DELETE', `${items}/${id}`)).toMatchObject({ status: 204, body: undefined });
  expect(await itemEvent(id, 4)).toMatchObject({ is_deleted: true, price_paise: 1999 });
  expect((await db('menu_items').where({ id }).first()).deleted_at).toBeInstanceOf(Date);
  for (const [method, body] of [
    ['PUT', { price: 1 }],
    ['DELETE', undefined],
  ] as const) {
    expect((await admin(method, `${items}/${id}`, body)).status).toBe(404);
  }
});

test('the kitchen switches an item off and on', async () => {
  const category = await newCategory('Soups');
  const { body } = await admin('POST', items, { category_id: category.id, name: 'Rasam', price: 15 });
  const path = `${items}/${body.item.id}/availability`;
  const off = await as('kitchen')('PATCH', path, { is_available: false });
  expect(off).toMatchObject({
    status: 200,
    body: { item: { is_available: false, available_again_at: null, version: 2 } },
  });
  expect(await itemEvent(body.item.id, 2)).toMatchObject({ is_available: false });
  const on = await as('kitchen')('PATCH', path, { is_available: true });
  expect(on.body.item).toMatchObject({ is_available: true, version: 3 });
});

test('an item that is off until a time comes back by itself', async () => {
  const category = await newCategory('Juices');
  const { body } = await admin('POST', items, { category_id: category.id, name: 'Lime', price: 30 });
  const until = new Date(Date.now() + 700).toISOString();
  const off = await admin('PATCH', `${items}/${body.item.id}/availability`, { is_available: false, until });
  expect(off.body.item).toMatchObject({ is_available: false, available_again_at: until, version: 2 });
  expect(await itemEvent(body.item.id, 3)).toMatchObject({ is_available: true });
  const row = await db('menu_items').where({ id: body.item.id }).first();
  expect(row).toMatchObject({ is_available: true, available_again_at: null, version: 3 });
  expect(row.updated_at.toISOString() >= until).toBe(true);
});
