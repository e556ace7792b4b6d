import { errorAnswer } from '@campus/contracts/error-codes';
import { z } from 'zod';
import type { RawAnswer } from './raw-request.ts';

/** The part of JSON Schema that requests are invented from. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  anyOf?: JsonSchema[];
}

interface Content {
  schema: JsonSchema;
  examples?: Record<string, unknown>;
  encoding?: Record<string, unknown>;
}

interface DocumentedOperation {
  operationId: string;
  tags: [service: string];
  'x-roles': string[];
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { content?: Record<string, Content> }>;
}

export interface Operation extends DocumentedOperation {
  method: string;
  path: string;
}

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

/** The platform's word, as the gateway gives it. */
export interface Contract {
  operations: Operation[];
  schemas: Record<string, JsonSchema>;
  /** What an answer does that the operation does not announce; empty when it keeps the contract. */
  breaches(operation: Operation, answer: RawAnswer): string[];
}

export async function readContract(gateway: string): Promise<Contract> {
  const { paths, components } = (await (await fetch(`${gateway}/api/v1/openapi.json`)).json()) as Document;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const parserOf = parsers(components.schemas);
  return {
    operations,
    schemas: components.schemas,
    breaches(operation, { status, headers, text }) {
      const announced = operation.responses[status];
      if (!announced) return [`status ${status} is not announced`];
      const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? '';
      const content = announced.content?.[type];
      if (!announced.content) return text === '' ? [] : ['a body where none is announced'];
      if (!content) return [`content type "${type}" is not announced`];
      if (type !== 'application/json') return [];
      const result = parserOf(content.schema).safeParse(JSON.parse(text));
      if (!result.success) return [z.prettifyError(result.error)];
      const code = status >= 400 && errorAnswer.parse(JSON.parse(text)).error.code;
      return code && !content.examples?.[code] ? [`code ${code} is not announced for ${status}`] : [];
    },
  };
}

/** Parsers that know the components and refuse fields that are not announced. */
function parsers(schemas: Record<string, JsonSchema>): (schema: JsonSchema) => z.ZodType {
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema)]));
  const made = new Map<JsonSchema, z.ZodType>();
  return (schema) => {
    const known = made.get(schema);
    const written = JSON.stringify({ ...closed(schema), $defs: definitions });
    const parser = known ?? z.fromJSONSchema(JSON.parse(written.replaceAll('#/components/schemas/', '#/$defs/')));
    made.set(schema, parser);
    return parser;
  };
}

function closed(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_name, value) =>
    value?.type === 'object' && value.properties && value.additionalProperties === undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
}
