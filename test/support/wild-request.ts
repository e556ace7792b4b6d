import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { arbitraryOf, type Surroundings } from './arbitrary-of-schema.ts';
import type { Operation } from './contract.ts';
import { contentType, hostileBody, hostileHeader, hostilePiece, hostileValue } from './hostile.ts';
import type { RawRequest } from './raw-request.ts';

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
  const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const segment = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...around.ids, ...(around.schemas.SettingKey?.enum ?? []).map(String)) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 2, arbitrary: hostilePiece },
  );
  const pairs = inQuery.map(({ name, schema }) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: arbitraryOf(schema, around).map((value) => [`${name}=${encoded(value)}`]) },
      { weight: 1, arbitrary: hostilePiece.map((piece) => [`${name}=${piece}`]) },
      { weight: 1, arbitrary: fc.constantFrom([`${name}=1`, `${name}=2`], [`${name}[a]=1`], [`__proto__=1`], [name]) },
    ),
  );
  return fc.tuple(fc.tuple(...inPath.map(() => segment)), fc.tuple(...pairs)).map(([segments, query]) => {
    const values = [...segments];
    const search = query.flat().join('&');
    return path.replace(/\{\w+\}/g, () => values.shift() ?? '') + (search && `?${search}`);
  });
}

function headers({ parameters }: Operation): fc.Arbitrary<Record<string, string>> {
  const named = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  const values = fc.oneof(
    hostileHeader,
    fc.constantFrom('"1"', '"2"', '1-0'),
    fc.constant(null).map(() => randomUUID()),
  );
  return fc
    .record({
      ...Object.fromEntries(named.map((name) => [name.toLowerCase(), fc.option(values, { nil: undefined })])),
      'x-request-id': fc.option(hostileHeader, { freq: 8, nil: undefined }),
      'content-encoding': fc.option(fc.constantFrom('gzip', 'br', 'nonsense'), { freq: 20, nil: undefined }),
    })
    .map((sent) =>
      Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    );
}

function body({ requestBody }: Operation, around: Surroundings): fc.Arbitrary<Body> {
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
