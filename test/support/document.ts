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

interface Medium {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, unknown>;
  encoding?: Record<string, { contentType: string }>;
}

export interface Announced {
  headers?: Record<string, unknown>;
  content?: Record<string, Medium>;
}

interface DocumentedOperation {
  operationId: string;
  tags: [service: string];
  'x-roles': string[];
  parameters: {
    name: string;
    in: 'path' | 'query' | 'header';
    required: boolean;
    schema: JsonSchema;
    example?: unknown;
  }[];
  requestBody?: { required: boolean; content: Record<string, Medium> };
  responses: Record<string, Announced>;
}

export interface Operation extends DocumentedOperation {
  method: string;
  path: string;
}

export interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}
