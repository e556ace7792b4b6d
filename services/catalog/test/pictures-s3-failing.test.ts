import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { afterEach, expect, test } from 'vitest';
import { startCatalog } from './support/catalog.ts';
import { picture } from './support/pictures.ts';
import { startS3 } from './support/s3-stand-in.ts';

// The gateway waits so long for catalog: what takes longer is an answer of the gateway's that knows nothing of it.
const GATEWAY_MS = 15_000;
const HOURS_AGO = new Date(Date.now() - 2 * 3_600_000);

const s3 = await startS3();
const catalog = await startCatalog(s3.environment);
const photo = await picture('jpeg', { width: 300, height: 200 });
const admin = catalog.as('admin');

afterEach(() => {
  s3.before = () => undefined;
});

type Failure = number | 'silence';
const never = new Promise<never>(() => undefined);
const failing = async (how: Failure) => (how === 'silence' ? never : how);

/** A dish with a picture, and what the bucket holds then. */
async function dishWithPicture() {
  const { category } = (await admin('POST', '/admin/menu/categories', { name: randomUUID() })).body;
  const { item } = (await admin('POST', '/admin/menu/items', { category_id: category.id, name: 'Dal', price: 10 }))
    .body;
  const path = `/admin/menu/items/${item.id}/image`;
  const { item: shown } = (await catalog.upload(path, photo)).body;
  return { id: item.id, path, shown, stored: [...s3.objects.keys()].sort() };
}

async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; ms: number }> {
  const since = performance.now();
  return { result: await work, ms: performance.now() - since };
}

const show = (url: unknown) => fetch(`${catalog.service.url}${url}`);
const told = (id: string) => catalog.tap.events.filter(({ aggregateid }) => aggregateid === id).length;
const row = (id: string) => catalog.db('menu_items').where({ id }).first();

/** The dish as it was: in the table, to consumers, to those who hear of changes, and both of its files can be seen. */
async function expectUntouched({ id, shown }: Awaited<ReturnType<typeof dishWithPicture>>) {
  const { image_url, thumbnail_url } = shown;
  expect(await row(id)).toMatchObject({ image_url, version: 2 });
  const seen = (await catalog.as('consumer')('GET', `/menu/items/${id}`)).body.item;
  expect(seen).toMatchObject({ image_url, thumbnail_url });
  for (const url of [image_url, thumbnail_url]) expect((await show(url)).status).toBe(200);
  expect(await catalog.db('outbox').where({ aggregate_id: id }).where('aggregate_version', '>', 2)).toEqual([]);
  expect(told(id)).toBeLessThanOrEqual(2);
}

const REFUSED = { status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } };

test.each<[string, Failure]>([
  ['is full (507)', 507],
  ['fails (500)', 500],
  ['asks to slow down (503)', 503],
  ['is asked too much (429)', 429],
  ['says nothing', 'silence'],
])('a store that %s refuses an upload, and the picture of before stays, whole', async (_, how) => {
  const dish = await dishWithPicture();
  s3.before = (method) => (method === 'PUT' ? failing(how) : undefined);
  const { result, ms } = await timed(catalog.upload(dish.path, photo));
  expect(result).toMatchObject(REFUSED);
  expect(Number(result.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(ms).toBeLessThan(GATEWAY_MS - 2_000);
  s3.before = () => undefined;
  await expectUntouched(dish);
  expect([...s3.objects.keys()].sort()).toEqual(dish.stored);
  // And as soon as there is room again, the next upload is what is shown.
  const { body } = await catalog.upload(dish.path, photo);
  expect(body.item.version).toBe(3);
  expect((await show(body.item.image_url)).status).toBe(200);
});

test.each<[string, Failure]>([
  ['fails at everything (500)', 500],
  ['says nothing to anybody', 'silence'],
])('a store that %s refuses uploads and pictures in time; the menu is read and changed without it', async (_, how) => {
  const dish = await dishWithPicture();
  s3.before = () => failing(how);
  const [upload, picture, menu, change] = await Promise.all([
    timed(catalog.upload(dish.path, photo)),
    timed(show(dish.shown.image_url)),
    timed(catalog.as('consumer')('GET', '/menu/items')),
    timed(admin('PATCH', `/admin/menu/items/${dish.id}/availability`, { is_available: true })),
  ]);
  expect(upload.result).toMatchObject(REFUSED);
  expect(picture.result.status).toBe(503);
  expect(await picture.result.json()).toMatchObject(REFUSED.body);
  for (const { ms } of [upload, picture]) expect(ms).toBeLessThan(GATEWAY_MS - 2_000);
  expect([menu.result.status, change.result.status]).toEqual([200, 200]);
  for (const { ms } of [menu, change]) expect(ms).toBeLessThan(3_000);
  s3.before = () => undefined;
  expect((await row(dish.id)).image_url).toBe(dish.shown.image_url);
  expect((await show(dish.shown.image_url)).status).toBe(200);
});

test('what a store has taken and never confirmed is shown by no dish, and goes with the next sweep', async () => {
  const dish = await dishWithPicture();
  s3.before = async (method, key) => {
    if (method === 'PUT') s3.objects.set(key, { bytes: photo, type: 'image/webp', storedAt: HOURS_AGO });
    return never;
  };
  expect(await catalog.upload(dish.path, photo)).toMatchObject(REFUSED);
  s3.before = () => undefined;
  expect(s3.objects.size).toBe(dish.stored.length + 2);
  await expectUntouched(dish);
  await catalog.service.restart();
  await eventually(() => expect([...s3.objects.keys()].sort()).toEqual(dish.stored));
  await expectUntouched(dish);
});

test('a picture that breaks off in the middle of a download is refused, not shown by half', async () => {
  const dish = await dishWithPicture();
  s3.breaksOff = true;
  const { result, ms } = await timed(show(dish.shown.image_url));
  s3.breaksOff = false;
  expect(result.status).toBe(503);
  expect(ms).toBeLessThan(GATEWAY_MS - 2_000);
  expect((await show(dish.shown.image_url)).status).toBe(200);
});
