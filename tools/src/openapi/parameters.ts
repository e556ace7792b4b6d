import { OPERATION_NOTES, type RequestHeader } from '@campus/contracts/operation-notes';
import { wholeOf } from './components.ts';
import type { JsonSchema } from './json-schema.ts';
import { keyOf } from './operation-names.ts';
import type { Route } from './service-routes.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

const text: JsonSchema = { type: 'string' };

const HEADERS: Record<RequestHeader | 'Idempotency-Key', Omit<Parameter, 'name' | 'in'>> = {
  'Idempotency-Key': {
    required: false,
    description:
      'The same key of the same person means the same command for 24 hours: it gets the first answer again, also after a lost connection.',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 128,
      pattern: '^[\\x21-\\x7e](?:[\\x20-\\x7e]{0,126}[\\x21-\\x7e])?$',
    },
  },
  'If-Match': {
    required: false,
    description: 'The version on which the decision is based, in quotes; a `version` in the body goes first.',
    schema: { type: 'string', pattern: '^"\\d{1,9}"$', examples: ['"7"'] },
  },
  'If-None-Match': { required: false, description: 'The `ETag` of the answer you have.', schema: text },
  'Last-Event-ID': {
    required: false,
    description: 'The last event you saw; what came after it follows.',
    schema: text,
  },
  'X-Twilio-Signature': {
    required: true,
    description: 'Base64 HMAC-SHA1 of the public address and the sorted fields of the form with the auth token.',
    schema: text,
  },
  'X-Razorpay-Signature': {
    required: true,
    description: 'HMAC-SHA256 of the raw body with the secret of the webhook, in hex.',
    schema: text,
  },
};

/** Path, query and headers of an operation. */
export function parametersOf(route: Route): Parameter[] {
  const { params, query, idempotent } = route.options;
  const { headers = [] } = OPERATION_NOTES[keyOf(route)] ?? {};
  const names = [...(idempotent ? (['Idempotency-Key'] as const) : []), ...headers];
  return [
    ...fields(params, 'path'),
    ...fields(query, 'query'),
    ...names.map((name) => ({ name, in: 'header' as const, ...HEADERS[name] })),
  ];
}

function fields(schema: Route['options']['params'], place: 'path' | 'query'): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = wholeOf(schema, 'input');
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description && { description }),
    schema: property,
  }));
}
