import { randomUUID } from 'node:crypto';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@campus/testing/eventually';
import { startProcess } from '@campus/testing/process';
import { expect, test } from 'vitest';
import { main, sendForm, startCatalog } from './support/catalog.ts';
import { picture } from './support/pictures.ts';
import { startS3 } from './support/s3-stand-in.ts';

const s3 = await startS3();
const inBucket = await startCatalog(s3.environment);
const onDisk = await startCatalog();
const replica = await startProcess(main, onDisk.env);
const photo = await picture('jpeg', { width: 300, height: 200 });
const HOURS_AGO = new Date(Date.now() - 2 * 3_600_000);

async function newItem({ as }: typeof onDisk) {
  const admin = as('admin');
  const { category } = (await admin('POST', '/admin/menu/categories', { name: randomUUID() })).body;
  const { item } = (await admin('POST', '/admin/menu/items', { category_id: category.id, name: 'Dal', price: 10 }))
    .body;
  return { id: item.id, path: `/admin/menu/items/${item.id}/image` };
}

const shown = ({ image_url, thumbnail_url }: Record<string, unknown>) =>
  [image_url, thumbnail_url].map((url) => String(url).split('/').at(-1)).sort();
const inS3 = () => [...s3.objects.keys()].map((key) => key.replace('menu-images/', '')).sort();
const makeOld = () => {
  for (const object of s3.objects.values()) object.storedAt = HOURS_AGO;
};

test('an upload whose process is killed between storing and showing leaves the old picture, and its files are swept', async () => {
  const { id, path } = await newItem(inBucket);
  const { item: before } = (await inBucket.upload(path, photo)).body;
  const stored = Promise.withResolvers<void>();
  const held = await inBucket.db.transaction();
  let puts = 0;
  s3.before = async (method) => {
    if (method !== 'PUT') return undefined;
    puts += 1;
    // The upload has looked whether the item exists; what it does next is waiting for this row.
    if (puts === 1) await held('menu_items').where({ id }).forUpdate().first();
    if (puts === 2) stored.resolve();
    return undefined;
  };
  const upload = inBucket.upload(path, photo).catch(() => 'lost');
  await stored.promise;
  await eventually(() => expect(inS3()).toHaveLength(4));
  await inBucket.service.kill();
  expect(await upload).toBe('lost');
  await held.rollback();
  s3.before = () => undefined;

  await inBucket.service.restart();
  expect((await inBucket.as('consumer')('GET', `/menu/items/${id}`)).body.item).toMatchObject({
    image_url: before.image_url,
  });
  expect((await fetch(`${inBucket.service.url}${before.image_url}`)).status).toBe(200);
  expect(inS3()).toHaveLength(4);

  makeOld();
  s3.objects.set('menu-images/someone-elses.webp', { bytes: photo, type: 'image/webp', storedAt: HOURS_AGO });
  s3.objects.set(`other-folder/${randomUUID()}-960.webp`, { bytes: photo, type: 'image/webp', storedAt: HOURS_AGO });
  await inBucket.service.restart();
  await eventually(() => expect(inS3()).toHaveLength(4));
  expect(inS3()).toEqual(expect.arrayContaining([...shown(before), 'someone-elses.webp']));
  expect((await fetch(`${inBucket.service.url}${before.image_url}`)).status).toBe(200);
});

test('a store that fails for one of the two files leaves the old picture, and nothing of the new one', async () => {
  const { id, path } = await newItem(inBucket);
  const { item: before } = (await inBucket.upload(path, photo)).body;
  const stored = inS3();
  s3.before = async (method, key) => (method === 'PUT' && key.endsWith('-320.webp') ? 500 : undefined);
  expect((await inBucket.upload(path, photo)).status).toBe(503);
  s3.before = () => undefined;
  const row = await inBucket.db('menu_items').where({ id }).first();
  expect(row).toMatchObject({ image_url: before.image_url, version: 2 });
  expect(inS3()).toEqual(stored);
});

test('files of pictures that nobody shows are swept from the disk when they are older than an hour', async () => {
  const { path } = await newItem(onDisk);
  const { item } = (await onDisk.upload(path, photo)).body;
  const [young, old, draft] = [`${randomUUID()}-960.webp`, `${randomUUID()}-320.webp`, `${randomUUID()}.part`];
  for (const file of [young, old, draft, 'not-ours.webp']) await writeFile(join(onDisk.mediaDirectory, file), photo);
  for (const file of await readdir(onDisk.mediaDirectory)) {
    if (file !== young) await utimes(join(onDisk.mediaDirectory, file), HOURS_AGO, HOURS_AGO);
  }
  await onDisk.service.restart();
  await eventually(async () =>
    expect((await readdir(onDisk.mediaDirectory)).sort()).toEqual([...shown(item), young, 'not-ours.webp'].sort()),
  );
});

test('parallel uploads to one item on two replicas leave one picture, whole, and one version each', async () => {
  const { id, path } = await newItem(onDisk);
  const before = new Set(await readdir(onDisk.mediaDirectory));
  const token = onDisk.issuer.sign({ role: 'admin' });
  const answers = await Promise.all(
    [onDisk.service, replica, onDisk.service, replica, onDisk.service, replica].map(({ url }) =>
      sendForm(url, { token, path, parts: [{ content: photo }] }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(answers.map(({ body }) => body.item.version).sort()).toEqual([2, 3, 4, 5, 6, 7]);
  const last = answers.map(({ body }) => body.item).toSorted((one, other) => other.version - one.version)[0];
  expect(await onDisk.db('menu_items').where({ id }).first()).toMatchObject({ image_url: last?.image_url, version: 7 });
  expect((await readdir(onDisk.mediaDirectory)).filter((file) => !before.has(file)).sort()).toEqual(shown(last ?? {}));
  await onDisk.tap.waitFor((event) => event.aggregateid === id && event.aggregateversion === 7);
});

test('an upload to an item that is deleted meanwhile is 404 and shows nothing', async () => {
  const { id, path } = await newItem(inBucket);
  s3.before = async (method) => {
    if (method === 'PUT') await inBucket.as('admin')('DELETE', `/admin/menu/items/${id}`);
    return undefined;
  };
  expect((await inBucket.upload(path, photo)).status).toBe(404);
  s3.before = () => undefined;
  expect((await inBucket.upload(path, photo)).status).toBe(404);
  expect(await inBucket.db('menu_items').where({ id }).first()).toMatchObject({ image_url: null });
});
