import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from './document.ts';

/** What is wrong with a value, by schemas that know the components and refuse fields that are not announced (S23). */
export function closedSchemas(
  components: Record<string, JsonSchema>,
): (schema: JsonSchema, value: unknown) => string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', components: { schemas: closed(components) } });
  const compiled = new Map<JsonSchema, ValidateFunction>();
  return (schema, value) => {
    const known = compiled.get(schema);
    const validate = known ?? ajv.compile(JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/', '"document#/')));
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, JSON.stringify(params)].join(' '),
    );
  };
}

function closed<Piece>(piece: Piece): Piece {
  return JSON.parse(JSON.stringify(piece), (_name, value) =>
    value?.type === 'object' && value.properties && value.additionalProperties === undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
}
