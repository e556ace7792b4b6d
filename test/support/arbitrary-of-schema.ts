import fc from 'fast-check';
import type { JsonSchema } from './document.ts';

/** Things that exist, by their word in paths. */
export type Things = Record<'orders' | 'items' | 'categories' | 'staff', string[]>;

/** What invented requests know: the names in references, and ids that bring them further than "not found". */
export interface Surroundings {
  schemas: Record<string, JsonSchema>;
  things: Things;
}

const THING_OF: Record<string, keyof Things> = {
  category_id: 'categories',
  menu_item_id: 'items',
  staff_id: 'staff',
};
const INSTANTS = [
  '2026-02-13T08:30:00Z',
  '2999-12-31T23:59:59.999+14:00',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
];
const DAYS = ['2026-02-13', '2024-02-29', '2000-01-01', '2999-12-31', '0001-01-01', '9999-12-31'];
const WORDS = ['+919876543210', 'lunch', 'restaurant_open', 'ORD-2026', 'panner'];
const TEXT = fc.string({ unit: 'grapheme', maxLength: 60 });

/** Values that a schema accepts, its edges among them; what JSON Schema cannot say (a phone number) is met only sometimes. */
export function arbitraryOf(schema: JsonSchema, around: Surroundings, name = ''): fc.Arbitrary<unknown> {
  const target = schema.$ref && around.schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
  if (target) return arbitraryOf(target, around, name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((choice) => arbitraryOf(choice, around, name)));
  const [type] = [schema.type ?? []].flat();
  if (type === 'object') return objectOf(schema, around);
  if (type === 'array') return listOf(schema, around);
  if (type === 'string') return textOf(schema, idsFor(name, around));
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return integerOf(schema);
  if (type === 'number') return integerOf({ ...schema, maximum: 1_000_000 }).map((paise) => paise / 100);
  return type === 'null' ? fc.constant(null) : anything();
}

/** Where the document says nothing: the values of settings among whatever JSON can say. */
function anything(): fc.Arbitrary<unknown> {
  const windows = { day: { start: '00:00', end: '12:00' }, night: { start: '12:00', end: '00:00' } };
  const settings = fc.constantFrom<unknown>(true, true, null, 0, 1, 30, 20.5, windows, ...INSTANTS);
  return fc.oneof({ weight: 3, arbitrary: settings }, { weight: 1, arbitrary: fc.jsonValue() });
}

function objectOf(schema: JsonSchema, around: Surroundings): fc.Arbitrary<unknown> {
  const { properties, required = [], additionalProperties } = schema;
  if (!properties && typeof additionalProperties === 'object')
    return fc.dictionary(TEXT, arbitraryOf(additionalProperties, around), { maxKeys: 3 });
  const fields = Object.entries(properties ?? {}).map(
    ([key, field]) => [key, arbitraryOf(field, around, key)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

function listOf({ items = {}, maxItems = 3 }: JsonSchema, around: Surroundings): fc.Arbitrary<unknown> {
  return fc.array(arbitraryOf(items, around), { maxLength: Math.min(maxItems, 3) });
}

function integerOf({ minimum = -1_000, maximum = 1_000_000_000 }: JsonSchema): fc.Arbitrary<number> {
  const small = fc.integer({ min: Math.max(minimum, 0), max: Math.min(maximum, 4) });
  return fc.oneof(
    { weight: 3, arbitrary: small },
    { weight: 1, arbitrary: fc.integer({ min: minimum, max: maximum }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  );
}

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema, ids: string[]): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
  if (format === 'date-time') return fc.constantFrom(...INSTANTS);
  if (format === 'date') return fc.constantFrom(...DAYS);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  const longest = fc.constant('x'.repeat(Math.min(maxLength, 2_000)));
  return fc.oneof(
    TEXT.filter(({ length }) => length >= minLength),
    fc.constantFrom(...WORDS, ...ids),
    longest,
  );
}

function idsFor(name: string, { things }: Surroundings): string[] {
  const word = THING_OF[name];
  return word ? things[word] : Object.values(things).flat();
}
