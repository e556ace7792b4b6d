import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Compiles schemas that refer to the components of this document; what JSON Schema calls format is checked too. */
export function schemasOf(document: { components: { schemas: object } }): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/);
  return ajv.addSchema({ $id: 'document', components: document.components });
}

/** What is wrong with a value, as text; empty when it is as the schema says. */
export function faults(ajv: Ajv2020, schema: object, value: unknown): string {
  const written = JSON.stringify(schema).replaceAll('"#/components', '"document#/components');
  const validate = ajv.compile(JSON.parse(written));
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}
