import fc from 'fast-check';
import { arbitraryOf, type Surroundings } from './arbitrary-of-schema.ts';
import type { Operation } from './document.ts';
import { contentType, hostileBody, hostileHeader, hostilePiece, hostileValue } from './hostile.ts';
import type { RawRequest } from './raw-request.ts';
import { wildForm } from './wild-form.ts';

type Body = { type: string; bytes: Buffer } | undefined;

/** Requests to one operation, from what it asks for to what nobody would send. */
export function wildRequest(operation: Operation, around: Surroundings): fc.Arbitrary<RawRequest> {
  const parts = { target: target(operation, around), headers: headers(operation), body: body(operation, around) };
  return fc.record(parts).map(({ target: path, headers: sent, body: content }) => ({
    method: operation.method,
    target: path,
    headers: { ...sent, ...(content?.type && { 'content-type': content.type }) },
    body: content?.bytes,
  }));
}

function target({ path, parameters }: Operation, around: Surroundings): fc.Arbitrary<string> {
  const inPath = [...path.matchAll(/(\w+)\/\{\w+\}/g)].map(([, word = '']) => segmentAfter(word, around));
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const pairs = inQuery.map(({ name, schema }) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant<string[]>([]) },
      { weight: 6, arbitrary: arbitraryOf(schema, around).map((value) => [`${name}=${encoded(value)}`]) },
      { weight: 1, arbitrary: hostilePiece.map((piece) => [`${name}=${piece}`]) },
      { weight: 1, arbitrary: fc.constantFrom([`${name}=1`, `${name}=2`], [`${name}[a]=1`], [`__proto__=1`], [name]) },
    ),
  );
  return fc.tuple(fc.tuple(...inPath), fc.tuple(...pairs)).map(([segments, query]) => {
    const values = [...segments];
    const search = query.flat().join('&');
    return path.replace(/\{\w+\}/g, () => values.shift() ?? '') + (search && `?${search}`);
  });
}

/** Mostly the id of what the path is about. */
function segmentAfter(word: string, { things, schemas }: Surroundings): fc.Arbitrary<string> {
  const known = { ...things, config: schemas.SettingKey?.enum?.map(String) ?? [] };
  const own = Object.entries(known).find(([name]) => name === word)?.[1] ?? things.orders;
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...own) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 2, arbitrary: hostilePiece },
  );
}

function headers({ parameters }: Operation): fc.Arbitrary<Record<string, string>> {
  const named = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name.toLowerCase());
  const meant = fc.oneof(fc.constantFrom('"1"', '"2"', '1-0'), fc.uuid());
  const value = fc.oneof({ weight: 3, arbitrary: meant }, { weight: 1, arbitrary: hostileHeader });
  const all = fc.record({
    ...Object.fromEntries(named.map((name) => [name, sometimes(value, 1)])),
    'x-request-id': sometimes(hostileHeader, 8),
    'content-encoding': sometimes(fc.constantFrom('gzip', 'br', 'nonsense'), 20),
  });
  return all.map((sent) =>
    Object.fromEntries(Object.entries(sent).flatMap(([name, [text]]) => (text === undefined ? [] : [[name, text]]))),
  );
}

/** One of them, or `rarity` times as often none. */
function sometimes(value: fc.Arbitrary<string>, rarity: number): fc.Arbitrary<string[]> {
  return fc.oneof(
    { weight: rarity, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: value.map((text) => [text]) },
  );
}

function body({ requestBody }: Operation, around: Surroundings): fc.Arbitrary<Body> {
  const form = requestBody?.content['multipart/form-data'];
  if (form) return wildForm(Object.keys(form.encoding ?? {}));
  const [plain] = Object.keys(requestBody?.content ?? {}).filter((type) => type !== 'application/json');
  if (plain) return hostileBody.map((bytes) => ({ type: plain, bytes }));
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return fc.constant(undefined);
  const json = (value: unknown): Body => ({
    type: 'application/json',
    bytes: Buffer.from(JSON.stringify(value) ?? ''),
  });
  const valid = arbitraryOf(schema, around);
  const broken = fc
    .tuple(valid, fc.nat(), hostileValue, fc.constantFrom(...DAMAGES))
    .map(([value, at, evil, damage]) => damage(value, at, evil));
  return fc.oneof(
    { weight: 5, arbitrary: valid.map(json) },
    { weight: 5, arbitrary: broken.map(json) },
    { weight: 2, arbitrary: hostileBody.map((bytes) => ({ type: 'application/json', bytes })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(contentType, valid)
        .map(([type, value]) => ({ type, bytes: Buffer.from(JSON.stringify(value)) })),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

// One thing wrong at a time: everything at once would be refused at the first.
const DAMAGES: ((value: unknown, at: number, evil: unknown) => unknown)[] = [
  (_value, _at, evil) => evil,
  (value, at, evil) => withField(value, at, () => evil),
  (value, at, evil) => withField(value, at, () => evil),
  (value, at) => withField(value, at, (field) => [field]),
  (value, at) => withField(value, at, () => undefined),
  (value, _at, evil) => ({ ...(value as object), something: evil }),
];

/** The value with one of its fields, at any depth, replaced. */
function withField(value: unknown, at: number, change: (field: unknown) => unknown): unknown {
  let counted = 0;
  const total = JSON.stringify(value).match(/:/g)?.length ?? 1;
  return JSON.parse(JSON.stringify(value), (name, field) =>
    name !== '' && counted++ === at % total ? change(field) : field,
  );
}

function encoded(value: unknown): string {
  const text = String(value);
  return encodeURIComponent(text.isWellFormed() ? text : text.toWellFormed());
}
