import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startCatalog } from './support/catalog.ts';
import { emptyPng, picture, pngThatClaims } from './support/pictures.ts';

const { as, db, issuer, mediaDirectory, service, upload } = await startCatalog();
const admin = as('admin');
const { category } = (await admin('POST', '/admin/menu/categories', { name: 'Mains' })).body;
const { item } = (await admin('POST', '/admin/menu/items', { category_id: category.id, name: 'Dal', price: 10 })).body;
const path = `/admin/menu/items/${item.id}/image`;

const jpeg = await picture('jpeg');
const webp = await picture('webp');
const png = await picture('png');
const SCRIPT = '<html><script>alert(document.domain)</script></html>';
const html = Buffer.from(SCRIPT);
const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>`);
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const LIMIT = 5 * 1024 * 1024;

const refusals: [what: string, status: number, code: string, content: Parameters<typeof upload>[1]][] = [
  ['an SVG', 415, 'UNSUPPORTED_MEDIA_TYPE', svg],
  ['an SVG that says it is a PNG', 415, 'UNSUPPORTED_MEDIA_TYPE', [{ content: svg, name: 'a.png', type: 'image/png' }]],
  ['a GIF', 415, 'UNSUPPORTED_MEDIA_TYPE', gif],
  ['HTML named .jpg', 415, 'UNSUPPORTED_MEDIA_TYPE', [{ content: html, name: 'dal.jpg', type: 'image/jpeg' }]],
  ['an empty file', 415, 'UNSUPPORTED_MEDIA_TYPE', Buffer.alloc(0)],
  ['HTML behind the signature of a JPEG', 400, 'VALIDATION_ERROR', Buffer.concat([jpeg.subarray(0, 4), html])],
  ['HTML behind the signature of a PNG', 400, 'VALIDATION_ERROR', Buffer.concat([png.subarray(0, 8), html])],
  ['HTML behind the signature of a WebP', 400, 'VALIDATION_ERROR', Buffer.concat([webp.subarray(0, 12), html])],
  ['a truncated JPEG', 400, 'VALIDATION_ERROR', jpeg.subarray(0, jpeg.length / 2)],
  ['a truncated PNG', 400, 'VALIDATION_ERROR', png.subarray(0, png.length / 2)],
  ['a truncated WebP', 400, 'VALIDATION_ERROR', webp.subarray(0, webp.length / 2)],
  ['the first three bytes of a JPEG', 400, 'VALIDATION_ERROR', jpeg.subarray(0, 3)],
  ['a PNG that claims 30,000 × 30,000', 400, 'VALIDATION_ERROR', await pngThatClaims(30_000, 30_000)],
  ['a PNG that is 26 megapixels', 400, 'VALIDATION_ERROR', await emptyPng(6_500, 4_000)],
  ['5 MB and a byte', 413, 'PAYLOAD_TOO_LARGE', Buffer.concat([jpeg, Buffer.alloc(LIMIT + 1 - jpeg.length)])],
  ['6 MB', 413, 'PAYLOAD_TOO_LARGE', Buffer.concat([jpeg, Buffer.alloc(6 * 1024 * 1024)])],
  ['two files in one field', 400, 'VALIDATION_ERROR', [{ content: jpeg }, { content: png }]],
  ['two files in two fields', 400, 'VALIDATION_ERROR', [{ content: jpeg }, { field: 'other', content: png }]],
  ['a file in the wrong field', 400, 'VALIDATION_ERROR', [{ field: 'picture', content: jpeg }]],
  [
    'a text beside the file',
    400,
    'VALIDATION_ERROR',
    [{ content: jpeg }, { field: 'image_url', content: 'https://evil.example/x' }],
  ],
  ['a text in the place of the file', 400, 'VALIDATION_ERROR', [{ content: 'https://evil.example/x' }]],
  ['no part at all', 400, 'VALIDATION_ERROR', []],
  [
    'twenty files',
    400,
    'VALIDATION_ERROR',
    Array.from({ length: 20 }, (_, at) => ({ field: `image${at}`, content: jpeg })),
  ],
];

test.each(refusals)('%s is refused with %i %s', async (_what, status, code, content) => {
  expect(await upload(path, content)).toMatchObject({ status, body: { error: { code } } });
});

test('exactly 5 MB are taken', async () => {
  const full = Buffer.concat([jpeg, Buffer.alloc(LIMIT - jpeg.length)]);
  expect((await upload(path, full)).status).toBe(200);
});

const send = (body: Buffer, headers: Record<string, string>) =>
  fetch(`${service.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${issuer.sign({ role: 'admin' })}`, ...headers },
    body,
  });
const form = 'multipart/form-data; boundary=b';
const part = (bytes: Buffer) =>
  Buffer.concat([Buffer.from('--b\r\ncontent-disposition: form-data; name="image"; filename="x"\r\n\r\n'), bytes]);

test.each([
  ['JSON', 415, Buffer.from('{}'), { 'content-type': 'application/json' }],
  ['a picture without a form', 415, jpeg, { 'content-type': 'image/jpeg' }],
  ['a form without a boundary', 400, part(jpeg), { 'content-type': 'multipart/form-data' }],
  ['a form that does not end', 400, part(jpeg), { 'content-type': form }],
  ['a form with another boundary', 400, part(jpeg), { 'content-type': 'multipart/form-data; boundary=c' }],
  ['an empty form', 400, Buffer.alloc(0), { 'content-type': form }],
  [
    'a form that is compressed, for it may be a bomb',
    400,
    gzipSync(part(Buffer.alloc(100_000_000))),
    { 'content-type': form, 'content-encoding': 'gzip' },
  ],
])('%s is refused with %i in the envelope', async (_what, status, body, headers) => {
  const answer = await send(body, headers);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
});

test.each([
  ['behind a whole JPEG', Buffer.concat([jpeg, html])],
  ['behind a whole PNG', Buffer.concat([png, html])],
  [
    'in the comment of a JPEG',
    Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, html.length + 2]), html, jpeg.subarray(2)]),
  ],
])('a polyglot with a page %s loses the page', async (_where, polyglot) => {
  expect(polyglot.includes('<script>')).toBe(true);
  const { status, body } = await upload(path, polyglot);
  expect(status).toBe(200);
  for (const url of [body.item.image_url, body.item.thumbnail_url]) {
    const shown = await fetch(`${service.url}${url}`);
    expect(shown.headers.get('content-type')).toBe('image/webp');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(8, 12).toString()]).toEqual(['RIFF', 'WEBP']);
    expect(bytes.includes('script')).toBe(false);
  }
});

test('no bomb made the process grow', async () => {
  const peak = async () =>
    Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${service.pid()}/status`, 'utf8'))?.[1]);
  const before = await peak();
  for (const bomb of [
    await pngThatClaims(30_000, 30_000),
    await emptyPng(5_000, 5_000),
    await emptyPng(25, 1_000_000),
  ]) {
    expect([200, 400]).toContain((await upload(path, bomb)).status);
  }
  expect((await peak()) - before).toBeLessThan(120_000);
});

test('nothing that was refused left a file, an event or an error', async () => {
  const { image_url } = await db('menu_items').where({ id: item.id }).first();
  const key = /images\/(.{36})/.exec(image_url)?.[1];
  expect((await readdir(mediaDirectory)).sort()).toEqual([`${key}-320.webp`, `${key}-960.webp`]);
  expect(service.logs.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
});

test('no body can set the address of a picture', async () => {
  for (const url of ['https://evil.example/x.webp', '/api/v1/menu/images/x']) {
    expect((await admin('PUT', `/admin/menu/items/${item.id}`, { image_url: url })).status).toBe(400);
    await expect(db('menu_items').where({ id: item.id }).update({ image_url: url })).rejects.toThrow('image_url_check');
    await expect(db('categories').where({ id: category.id }).update({ image_url: url })).rejects.toThrow(
      'image_url_check',
    );
  }
});
