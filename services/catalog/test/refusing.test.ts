import { expect, test } from 'vitest';
import { caller, startCatalog } from './support/catalog.ts';

const { as, db, issuer, service } = await startCatalog();
const admin = as('admin');
const items = '/admin/menu/items';
const unknown = '0195a000-0000-7000-8000-000000000099';
const category_id = (await admin('POST', '/admin/menu/categories', { name: 'Mains' })).body.category.id;
const { id } = (await admin('POST', items, { category_id, name: 'Dal', price: 10 })).body.item;

const refused = (path: string) => ({
  status: 400,
  body: { error: { code: 'VALIDATION_ERROR', details: expect.arrayContaining([expect.objectContaining({ path })]) } },
});

test.each([
  ['name', { name: 'Dal\u0000' }],
  ['name', { name: '\ud800' }],
  ['name', { name: '   ' }],
  ['name', { name: 'x'.repeat(201) }],
  ['name', { name: 5 }],
  ['description', { description: 'x'.repeat(2_001) }],
  ['price', { price: 0 }],
  ['price', { price: -1 }],
  ['price', { price: 8.355 }],
  ['price', { price: 1e-7 }],
  ['price', { price: 100_000_000 }],
  ['price', { price: 1e308 }],
  ['price', { price: '10' }],
  ['price', { price: null }],
  ['is_veg', { is_veg: 'yes' }],
  ['time_slots', { time_slots: 'lunch' }],
  ['time_slots.0', { time_slots: [''] }],
  ['time_slots.0', { time_slots: ['x'.repeat(41)] }],
  ['display_order', { display_order: 2 ** 31 }],
  ['display_order', { display_order: 1.5 }],
  ['category_id', { category_id: unknown }],
  ['category_id', { category_id: 'mains' }],
  ['', { image_url: 'https://example.com/x.png' }],
  ['', { version: 7 }],
])('an item with a bad %s is refused at creation and at a change: %j', async (path, fault) => {
  expect(await admin('POST', items, { category_id, name: 'Rice', price: 10, ...fault })).toMatchObject(refused(path));
  expect(await admin('PUT', `${items}/${id}`, fault)).toMatchObject(refused(path));
});

test.each([
  ['', {}],
  ['name', { name: 'x'.repeat(101) }],
  ['display_order', { display_order: '1' }],
  ['is_active', { is_active: null }],
  ['', { image_url: null }],
])('a category with a bad %s is refused: %j', async (path, fault) => {
  expect(await admin('PUT', `/admin/menu/categories/${category_id}`, fault)).toMatchObject(refused(path));
});

test.each([
  ['is_available', {}],
  ['until', { is_available: true, until: '2099-01-01T00:00:00Z' }],
  ['until', { is_available: false, until: '2020-01-01T00:00:00Z' }],
  ['until', { is_available: false, until: 'tomorrow' }],
])('an availability with a bad %s is refused: %j', async (path, fault) => {
  expect(await admin('PATCH', `${items}/${id}/availability`, fault)).toMatchObject(refused(path));
});

test.each([
  ['category_id', '?category_id=mains'],
  ['search', '?search=%00'],
  ['search', '?search=a&search=b'],
  ['search', `?search=${'x'.repeat(101)}`],
  ['is_veg', '?is_veg=maybe'],
  ['', '?page=2'],
])('a list with a bad %s is refused: %s', async (path, query) => {
  expect(await as('consumer')('GET', `/menu/items${query}`)).toMatchObject(refused(path));
});

test('an id that is none is refused, an unknown one is not found', async () => {
  expect((await admin('PUT', `${items}/dal`, { price: 1 })).status).toBe(400);
  expect((await admin('PUT', `${items}/${unknown}`, { price: 1 })).status).toBe(404);
  expect((await admin('DELETE', `${items}/${unknown}`)).status).toBe(404);
  expect((await admin('PUT', `/admin/menu/categories/${unknown}`, { name: 'X' })).status).toBe(404);
});

test('nothing that was refused left a trace', async () => {
  expect(await db('menu_items')).toMatchObject([{ id, version: 1 }]);
  expect(await db('categories')).toMatchObject([{ id: category_id, version: 1 }]);
  expect(await db('outbox')).toHaveLength(2);
});

const admins = ['admin'];
test.each([
  ['GET', '/menu/categories', ['consumer', 'kitchen', 'delivery', 'admin']],
  ['GET', '/menu/items', ['consumer', 'kitchen', 'delivery', 'admin']],
  ['GET', `/menu/items/${unknown}`, ['consumer', 'kitchen', 'delivery', 'admin']],
  ['GET', items, admins],
  ['POST', items, admins],
  ['PUT', `${items}/${unknown}`, admins],
  ['DELETE', `${items}/${unknown}`, admins],
  ['PATCH', `${items}/${unknown}/availability`, ['kitchen', 'admin']],
  ['GET', '/admin/menu/categories', admins],
  ['POST', '/admin/menu/categories', admins],
  ['PUT', `/admin/menu/categories/${unknown}`, admins],
  ['PUT', '/admin/menu/order', admins],
  ['POST', `${items}/${unknown}/image`, admins],
  ['DELETE', `${items}/${unknown}/image`, admins],
  ['POST', `/admin/menu/categories/${unknown}/image`, admins],
  ['DELETE', `/admin/menu/categories/${unknown}/image`, admins],
])('%s %s is open to %j only', async (method, path, allowed) => {
  for (const role of ['consumer', 'kitchen', 'delivery', 'admin'] as const) {
    const { status, body } = await as(role)(method, path);
    if (allowed.includes(role)) expect([200, 400, 404, 415]).toContain(status);
    else expect({ status, body }).toMatchObject({ status: 403, body: { error: { code: 'INSUFFICIENT_ROLE' } } });
  }
  expect((await caller(service.url, 'nonsense')(method, path)).status).toBe(401);
});

test('an expired token is told apart', async () => {
  const late = caller(service.url, issuer.sign({ role: 'admin', expiresIn: '-1m' }));
  expect(await late('GET', '/menu/items')).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_EXPIRED' } } });
});
