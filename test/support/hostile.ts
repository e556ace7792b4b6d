import fc from 'fast-check';

const TEXTS = [
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '__proto__',
  'constructor',
  'null',
  '[object Object]',
  'a'.repeat(20_000),
  '👩‍👩‍👧‍👦'.repeat(40),
  "'; drop table orders; --",
  '%_\\',
  '../../etc/passwd',
  '<script>',
  '\u202e\ufeff\ufffe',
  'İ',
  '1e400',
  '-0',
  '0x10',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999-14:00',
  '2016-12-31T23:59:60Z',
];

const deep = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Values that no schema means, and some that it might. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(1e308, -1e308, 2 ** 53, -(2 ** 53), 2 ** 31, -1, -0, 0, 0.1 + 0.2, 1e-7, 1e21),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      [],
      {},
      [[['x']]],
      ['a', 'b'],
      Array.from({ length: 5_000 }, () => 1),
      JSON.parse(deep(500, '[', ']')),
      JSON.parse('{"__proto__":{"role":"admin"},"constructor":{"prototype":1},"toString":1}'),
      { length: 3, 0: 'a' },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Bodies that are not what JSON is for. */
export const hostileBody: fc.Arbitrary<Buffer> = fc
  .constantFrom<string | Buffer>(
    '',
    '{',
    '{"a":',
    'null',
    '1',
    '"text"',
    '[]',
    '[{}]',
    '{}{}',
    '{"a":1e999}',
    '{"__proto__":{"role":"admin"}}',
    '{"constructor":{"prototype":{"role":"admin"}}}',
    '\ufeff{}',
    deep(20_000, '[', ']'),
    deep(15_000, '{"a":', '}'),
    `{"a":"${'x'.repeat(120_000)}"}`,
    `{"a":${'9'.repeat(5_000)}}`,
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0]),
  )
  .map((body) => (Buffer.isBuffer(body) ? body : Buffer.from(body)));

/** Pieces of a target as they go over the wire. */
export const hostilePiece = fc.constantFrom(
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%',
  '%zz',
  '..%2f..%2finternal',
  '%2e%2e',
  '__proto__',
  'null',
  '0',
  '-1',
  '1e400',
  '99999999999999999999',
  'a'.repeat(3_000),
  '%F0%9F%8D%9B',
  '%27%20or%201=1',
  '2000-01-01',
  '2999-12-31',
  '0000-01-01',
  'MjAyNi0wMi0zMCB4',
  '0195A000-0000-7000-8000-000000000001',
);

export const hostileHeader = fc.constantFrom(
  '',
  ' ',
  '*',
  'W/"1"',
  '"99999999999"',
  '"0"',
  "' or 1=1",
  'é',
  '\t',
  'a'.repeat(3_000),
  '0-0',
  '99999999999999999999-1',
  'undefined',
);

export const contentType = fc.constantFrom(
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/xml',
  'application/json, application/json',
  '',
);
