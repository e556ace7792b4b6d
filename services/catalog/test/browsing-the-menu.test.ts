import { menuItemsAnswer } from '@campus/contracts/menu-api';
import { expect, test } from 'vitest';
import { startCatalog } from './support/catalog.ts';

const { as } = await startCatalog();
const admin = as('admin');
const student = as('consumer');

const category = async (body: object) => (await admin('POST', '/admin/menu/categories', body)).body.category.id;
const item = async (body: object) => (await admin('POST', '/admin/menu/items', { price: 10, ...body })).body.item.id;
const shown = async (query: string) => (await student('GET', `/menu/items${query}`)).body.items.map(({ name }) => name);

const mains = await category({ name: 'Mains', display_order: 2 });
const starters = await category({ name: 'Starters', display_order: 1 });
const hidden = await category({ name: 'Hidden', is_active: false });
await item({ category_id: mains, name: 'Chicken 65%', is_veg: false, time_slots: ['dinner'], display_order: 2 });
await item({ category_id: mains, name: 'Thali', time_slots: [], display_order: 1, description: 'Rice, paneer, dal' });
const tikka = await item({ category_id: starters, name: 'Paneer Tikka', price: 180, time_slots: ['lunch', 'dinner'] });
const secret = await item({ category_id: hidden, name: 'Secret paneer' });
const gone = await item({ category_id: mains, name: 'Gone' });
await admin('DELETE', `/admin/menu/items/${gone}`);
await admin('PUT', `/admin/menu/items/${await item({ category_id: starters, name: 'Wada_pav' })}`, {
  is_available: false,
});

test('a student sees active categories in display order', async () => {
  const { status, body } = await student('GET', '/menu/categories');
  expect(status).toBe(200);
  expect(body.categories.map(({ name }) => name)).toEqual(['Starters', 'Mains']);
  expect(body.total).toBe(2);
});

test('the menu is in display order, in the shape of the design document, unavailable items included', async () => {
  const { body } = await student('GET', '/menu/items');
  expect(body.items.map(({ name }) => name)).toEqual(['Paneer Tikka', 'Wada_pav', 'Thali', 'Chicken 65%']);
  expect(menuItemsAnswer.strict().parse(body)).toEqual(body);
  expect(body).toMatchObject({ total: 4 });
  expect(body.items[0]).toEqual({
    id: tikka,
    name: 'Paneer Tikka',
    description: null,
    price: 180,
    image_url: null,
    thumbnail_url: null,
    is_veg: true,
    is_available: true,
    time_slots: ['lunch', 'dinner'],
    category: { id: starters, name: 'Starters' },
    display_order: 0,
    version: 1,
  });
});

test.each([
  [`?category_id=${mains}`, ['Thali', 'Chicken 65%']],
  ['?time_slot=lunch', ['Paneer Tikka', 'Wada_pav', 'Thali']],
  ['?time_slot=midnight', ['Thali']],
  ['?search=PANEER', ['Paneer Tikka', 'Thali']],
  ['?search=%25', ['Chicken 65%']],
  ['?search=_', ['Wada_pav']],
  ['?search=%5C', []],
  ['?search=', ['Paneer Tikka', 'Wada_pav', 'Thali', 'Chicken 65%']],
  ['?is_veg=false', ['Chicken 65%']],
  ['?available=false', ['Wada_pav']],
  [`?category_id=${starters}&time_slot=lunch&search=tik&is_veg=true&available=true`, ['Paneer Tikka']],
  [`?category_id=${hidden}`, []],
])('the menu filtered by %s', async (query, names) => {
  expect(await shown(query)).toEqual(names);
});

test('an item of an inactive category, a deleted and an unknown one do not exist for a student', async () => {
  expect((await student('GET', `/menu/items/${tikka}`)).body.item).toMatchObject({ name: 'Paneer Tikka' });
  for (const id of [secret, gone, '0195a000-0000-7000-8000-000000000099']) {
    expect(await student('GET', `/menu/items/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'NOT_FOUND' } },
    });
  }
});

test('an admin also sees items of inactive categories, but no deleted ones', async () => {
  const { body } = await admin('GET', '/admin/menu/items');
  const names = body.items.map(({ name }) => name);
  expect(names).toContain('Secret paneer');
  expect(names).not.toContain('Gone');
  expect(body.total).toBe(5);
  expect((await admin('GET', '/admin/menu/categories')).body.total).toBe(3);
});

test('an id in capitals is the same id', async () => {
  expect((await student('GET', `/menu/items/${tikka.toUpperCase()}`)).body.item).toMatchObject({ id: tikka });
  expect(await shown(`?category_id=${mains.toUpperCase()}`)).toEqual(['Thali', 'Chicken 65%']);
});
