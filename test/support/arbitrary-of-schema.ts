import fc from 'fast-check';
import type { JsonSchema } from './contract.ts';

/** Where invented requests take their ids from, and what the names in references mean. */
export interface Surroundings {
  schemas: Record<string, JsonSchema>;
  /** Ids of things that exist, by their word in paths, so that requests come further than "not found". */
  things: Record<'orders' | 'items' | 'categories' | 'staff', string[]>;
}

const INSTANTS = [
  '2026-02-13T08:30:00Z',
  '2999-12-31T23:59:59.999+14:00',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
];
const DAYS = ['2026-02-13', '2024-02-29', '2000-01-01', '2999-12-31', '0001-01-01', '9999-12-31'];
const TEXT = fc.string({ unit: 'grapheme', maxLength: 60 });

const THING_OF: Record<string, keyof Surroundings['things']> = {
  category_id: 'categories',
  menu_item_id: 'items',
  staff_id: 'staff',
};

/** Values that a schema accepts, its edges among them; what JSON Schema cannot say (a phone number) is met only sometimes. */
export function arbitraryOf(schema: JsonSchema, around: Surroundings, name = ''): fc.Arbitrary<unknown> {
  const target = schema.$ref && around.schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
  if (target) return arbitraryOf(target, around, name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((choice) => arbitraryOf(choice, around, name)));
  const types = [schema.type ?? []].flat();
  return types.length === 0 ? fc.jsonValue() : fc.oneof(...types.map((type) => ofType(type, { schema, around, name })));
}

function ofType(type: string, schema: JsonSchema, around: Surroundings): fc.Arbitrary<unknown> {
  const { minimum = -1_000, maximum = 1_000_000_000 } = schema;
  if (type === 'object') return objectOf(schema, around);
  if (type === 'array')
    return fc.array(arbitraryOf(schema.items ?? {}, around), { maxLength: Math.min(schema.maxItems ?? 4, 4) });
  if (type === 'string') return textOf(schema, around);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer')
    return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum, 1));
  if (type === 'number')
    return fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) }).map((paise) => paise / 100);
  return fc.constant(null);
}

function objectOf(schema: JsonSchema, around: Surroundings): fc.Arbitrary<unknown> {
  const { properties, required = [], additionalProperties } = schema;
  if (!properties && typeof additionalProperties === 'object')
    return fc.dictionary(TEXT, arbitraryOf(additionalProperties, around), { maxKeys: 3 });
  const fields = Object.entries(properties ?? {}).map(
    ([name, field]) => [name, arbitraryOf(field, around, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

function textOf(
  { format, pattern, minLength = 0, maxLength = 60 }: JsonSchema,
  { ids }: Surroundings,
): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.uuid());
  if (format === 'date-time') return fc.constantFrom(...INSTANTS);
  if (format === 'date') return fc.constantFrom(...DAYS);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  const known = fc.constantFrom('+919876543210', 'lunch', 'restaurant_open', 'ORD-2026', ...ids);
  return fc.oneof(
    TEXT.filter((value) => value.length >= minLength),
    known,
    fc.constant('x'.repeat(Math.min(maxLength, 2_000))),
  );
}
