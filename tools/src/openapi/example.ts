import { BY_FIELD, BY_SCHEMA } from './example-values.ts';
import { type JsonSchema, nameOf } from './json-schema.ts';

const BY_FORMAT: Record<string, string> = {
  uuid: '0195a000-0000-7000-8000-000000000001',
  'date-time': '2026-02-13T08:30:00Z',
  date: '2026-02-13',
};

/** An example of a schema, made of those of its fields: the first of everything that may be chosen, one entry per list. */
export function exampleOf(schema: JsonSchema, components: Record<string, JsonSchema>, field = ''): unknown {
  const known = knownOf(schema, field);
  if (known) return known.value;
  const target = schema.$ref ? components[nameOf(schema)] : undefined;
  if (target) return exampleOf(target, components, `${nameOf(schema)}.`);
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.format && BY_FORMAT[schema.format]) return BY_FORMAT[schema.format];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  return choice ? exampleOf(choice, components, field) : ofType(schema, components, field);
}

/** What was written down for this field of this schema, for this schema, or for a field of this name that says nothing itself. */
function knownOf(schema: JsonSchema, field: string): { value: unknown } | undefined {
  if (field in BY_FIELD) return { value: BY_FIELD[field] };
  if (schema.$ref && nameOf(schema) in BY_SCHEMA) return { value: BY_SCHEMA[nameOf(schema)] };
  const name = field.slice(field.indexOf('.') + 1);
  const speaksForItself = schema.$ref ?? schema.examples ?? schema.const ?? schema.enum;
  return speaksForItself === undefined && name in BY_FIELD ? { value: BY_FIELD[name] } : undefined;
}

function ofType(schema: JsonSchema, components: Record<string, JsonSchema>, field: string): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const owner = field.split('.', 1)[0];
    const entries = Object.entries(schema.properties ?? {});
    const filled = entries.map(([name, property]) => [name, exampleOf(property, components, `${owner}.${name}`)]);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  }
  if (type === 'array') return schema.items ? [exampleOf(schema.items, components, field)] : [];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  return 'text';
}
