import { readdir } from 'node:fs/promises';
import { categoryChanged, menuItemChanged } from '@campus/contracts/menu-events';
import { expect, test } from 'vitest';
import { type Catalog, startCatalog } from './support/catalog.ts';
import { colourAt, metadataOf, phonePhoto, picture } from './support/pictures.ts';
import { startS3 } from './support/s3-stand-in.ts';

const s3 = await startS3();
const onDisk = await startCatalog();
const inBucket = await startCatalog(s3.environment);
const NOWHERE = `/menu/images/0195a000-0000-4000-8000-000000000001-960.webp`;

const stores = [
  { store: 'disk', catalog: onDisk, files: () => readdir(onDisk.mediaDirectory) },
  {
    store: 'S3',
    catalog: inBucket,
    files: async () => [...s3.objects.keys()].map((key) => key.replace('menu-images/', '')),
  },
];

async function newItem({ as }: Catalog) {
  const admin = as('admin');
  const { category } = (await admin('POST', '/admin/menu/categories', { name: `Mains ${Math.random()}` })).body;
  const { item } = (await admin('POST', '/admin/menu/items', { category_id: category.id, name: 'Dal', price: 10 }))
    .body;
  return { category, item, path: `/admin/menu/items/${item.id}/image` };
}

const show = ({ service }: Catalog, url: unknown, headers: Record<string, string> = {}) =>
  fetch(`${service.url}${url}`, { headers });

const bytesAt = async (catalog: Catalog, url: unknown) =>
  new Uint8Array(await (await show(catalog, url)).arrayBuffer());

test.each(stores)(
  'a picture is made into two WebP files, kept on $store and shown to everybody',
  async ({ catalog }) => {
    const { item, path } = await newItem(catalog);
    const { status, body } = await catalog.upload(path, await picture('jpeg'));
    expect(status).toBe(200);
    expect(body.item).toMatchObject({ id: item.id, version: 2 });
    for (const [field, width, height] of [
      ['image_url', 960, 640],
      ['thumbnail_url', 320, 213],
    ] as const) {
      expect(body.item[field]).toMatch(new RegExp(`^/api/v1/menu/images/[0-9a-f-]{36}-${width}[.]webp$`));
      const shown = await show(catalog, body.item[field]);
      expect(shown.status).toBe(200);
      expect(Object.fromEntries(shown.headers)).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      const made = new Uint8Array(await shown.arrayBuffer());
      expect(await metadataOf(made)).toMatchObject({ format: 'webp', width, height });
      expect([await colourAt(made, { x: 0.1, y: 0.5 }), await colourAt(made, { x: 0.9, y: 0.5 })]).toEqual([
        'red',
        'blue',
      ]);
      const again = await show(catalog, body.item[field], { 'if-none-match': shown.headers.get('etag') ?? '' });
      expect(again.status).toBe(304);
    }
    const { image_url, thumbnail_url } = body.item;
    const seen = (await catalog.as('consumer')('GET', `/menu/items/${item.id}`)).body.item;
    expect(seen).toMatchObject({ image_url, thumbnail_url });
    const told = await catalog.tap.waitFor((event) => event.aggregateid === item.id && event.aggregateversion === 2);
    expect(menuItemChanged.data.parse(told.data).item).toMatchObject({ image_url, thumbnail_url, version: 2 });
    expect(await catalog.db('menu_items').where({ id: item.id }).first()).toMatchObject({ image_url, version: 2 });
  },
);

test.each(stores)(
  'a new picture takes the place of the old one, whose files go from $store',
  async ({ catalog, files }) => {
    const { path } = await newItem(catalog);
    const before = new Set(await files());
    const { item: first } = (await catalog.upload(path, await picture('png'))).body;
    const { item: second } = (await catalog.upload(path, await picture('webp', { width: 100, height: 50 }))).body;
    expect(second.image_url).not.toBe(first.image_url);
    for (const gone of [first.image_url, first.thumbnail_url]) expect((await show(catalog, gone)).status).toBe(404);
    expect(await metadataOf(await bytesAt(catalog, second.image_url))).toMatchObject({ width: 100, height: 50 });
    const added = (await files()).filter((file) => !before.has(file)).map((file) => `/api/v1/menu/images/${file}`);
    expect(added.sort()).toEqual([second.image_url, second.thumbnail_url].sort());
  },
);

test.each(stores)(
  'a picture that is taken away, and that of a deleted item, goes from $store',
  async ({ catalog, files }) => {
    const before = (await files()).length;
    const { item, path } = await newItem(catalog);
    const admin = catalog.as('admin');
    await catalog.upload(path, await picture('jpeg'));
    expect((await admin('DELETE', path)).status).toBe(204);
    const shown = async () => (await catalog.as('consumer')('GET', `/menu/items/${item.id}`)).body.item;
    expect(await shown()).toMatchObject({ image_url: null, thumbnail_url: null });
    expect(await files()).toHaveLength(before);

    expect((await admin('DELETE', path)).status).toBe(204);
    expect(await catalog.db('menu_items').where({ id: item.id }).first()).toMatchObject({
      version: 3,
      image_url: null,
    });

    await catalog.upload(path, await picture('jpeg'));
    await admin('DELETE', `/admin/menu/items/${item.id}`);
    expect(await catalog.db('menu_items').where({ id: item.id }).first()).toMatchObject({
      version: 5,
      image_url: null,
    });
    expect(await files()).toHaveLength(before);
  },
);

test('a category has a picture too', async () => {
  const { category } = await newItem(onDisk);
  const path = `/admin/menu/categories/${category.id}/image`;
  const { status, body } = await onDisk.upload(path, await picture('webp'));
  expect(status).toBe(200);
  expect(body.category).toMatchObject({ id: category.id, version: 2 });
  expect((await show(onDisk, body.category.thumbnail_url)).status).toBe(200);
  const { categories } = (await onDisk.as('consumer')('GET', '/menu/categories')).body;
  expect(categories.find(({ id }) => id === category.id)).toEqual(body.category);
  const told = await onDisk.tap.waitFor((event) => event.aggregateid === category.id && event.aggregateversion === 2);
  expect(categoryChanged.data.parse(told.data).category).toEqual(body.category);
  expect((await onDisk.as('admin')('DELETE', path)).status).toBe(204);
  expect((await show(onDisk, body.category.image_url)).status).toBe(404);
});

test('nothing of the metadata of a photo is left but the way it was held', async () => {
  const { path } = await newItem(onDisk);
  const photo = await phonePhoto({ secret: 'taken-at-home' });
  expect(photo.includes('taken-at-home')).toBe(true);
  expect(await metadataOf(photo)).toMatchObject({ orientation: 6, exif: expect.anything() });
  const { item } = (await onDisk.upload(path, photo)).body;
  for (const url of [item.image_url, item.thumbnail_url]) {
    const made = Buffer.from(await bytesAt(onDisk, url));
    const { width = 0, height = 0, ...rest } = await metadataOf(made);
    expect(width).toBeLessThan(height);
    expect(rest).not.toHaveProperty('exif');
    expect(rest).not.toHaveProperty('xmp');
    expect(rest).not.toHaveProperty('orientation');
    expect(made.includes('taken-at-home')).toBe(false);
    expect([await colourAt(made, { x: 0.5, y: 0.1 }), await colourAt(made, { x: 0.5, y: 0.9 })]).toEqual([
      'red',
      'blue',
    ]);
  }
});

test.each([
  ['one column and a hundred thousand rows', { width: 1, height: 100_000 }, { width: 1, height: 960 }],
  ['one pixel', { width: 1, height: 1 }, { width: 1, height: 1 }],
])('a picture of %s is no trouble', async (_what, size, expected) => {
  const { path } = await newItem(onDisk);
  const { status, body } = await onDisk.upload(path, await picture('png', size));
  expect(status).toBe(200);
  expect(await metadataOf(await bytesAt(onDisk, body.item.image_url))).toMatchObject(expected);
});

test.each([
  NOWHERE,
  '/menu/images/..%2f..%2fpackage.json',
  '/menu/images/%2e%2e',
  '/menu/images/package.json',
  '/menu/images/0195a000-0000-4000-8000-000000000001-960.webp%00.png',
  '/menu/images/0195a000-0000-4000-8000-000000000001-960.part',
])('there is nothing to see at %s', async (path) => {
  for (const { catalog } of stores) {
    const answer = await show(catalog, `/api/v1${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  }
});

test('S3 was asked with signatures only', () => {
  expect(s3.refused).toEqual([]);
  expect([...s3.objects.values()].every(({ type }) => type === 'image/webp')).toBe(true);
});

test('a store that does not answer is 503, and the menu stays as it was', async () => {
  const { item, path } = await newItem(inBucket);
  const { item: before } = (await inBucket.upload(path, await picture('jpeg'))).body;
  s3.before = async () => 500;
  expect(await inBucket.upload(path, await picture('jpeg'))).toMatchObject({
    status: 503,
    body: { error: { code: 'SERVICE_UNAVAILABLE' } },
  });
  expect((await show(inBucket, before.image_url)).status).toBe(503);
  // What cannot be removed now is swept later: the change stands.
  expect((await inBucket.as('admin')('DELETE', path)).status).toBe(204);
  s3.before = () => undefined;
  const seen = (await inBucket.as('consumer')('GET', `/menu/items/${item.id}`)).body.item;
  expect(seen).toMatchObject({ image_url: null });
});
