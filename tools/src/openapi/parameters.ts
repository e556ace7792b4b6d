import { type RequestHeader, requestHeaders } from '@campus/contracts/request-headers';
import { schemaOf, wholeOf } from './components.ts';
import { exampleOf } from './example.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Route } from './service-routes.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
}

// A schema that says more goes first.
const DESCRIPTIONS: Record<string, string> = {
  id: 'The id of the thing in the path.',
  order_id: 'The id of the order.',
  key: 'The name of a setting.',
  limit: 'At most so many.',
  cursor: '`next_cursor` of the page before.',
  category_id: 'Only dishes of this category.',
  time_slot: 'Only dishes that are served in this meal window.',
  search: 'Only dishes with this text in their name or description.',
  is_veg: 'Only vegetarian dishes, or only the others.',
  available: 'Only dishes that are switched on, or only the others.',
  status: 'Only orders in this status.',
  type: 'Only orders to be picked up, or to be delivered.',
  payment_status: 'Only orders whose money is in this state.',
  from: 'The first business day; the same as `to` unless said.',
  to: 'The last business day, included; today unless said.',
  include_unconfirmed: 'Also orders that are not paid yet; for admins.',
  needs_delivery: 'Only open deliveries that nobody has: not assigned yet, taken back, or failed.',
  needs_attention: 'Only payments that a person should look at: `true`, or without a value.',
  format: 'The same figures as JSON or as a CSV file.',
  by: 'What a bucket is.',
};

/** Path, query and headers of an operation. */
export function parametersOf(route: Route): Parameter[] {
  const { params, query, idempotent, headers = [] } = route.options;
  const names: RequestHeader[] = [...(idempotent ? (['Idempotency-Key'] as const) : []), ...headers];
  return [...fields(params, 'path'), ...fields(query, 'query'), ...names.map(headerOf)];
}

function headerOf(name: RequestHeader): Parameter {
  const { description, ...schema } = schemaOf(requestHeaders[name], 'input');
  const required = !requestHeaders[name].safeParse(undefined).success;
  return { name, in: 'header', required, ...(description && { description }), schema };
}

function fields(schema: Route['options']['params'], place: 'path' | 'query'): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = wholeOf(schema, 'input');
  return Object.entries(properties).map(([name, { description = DESCRIPTIONS[name], ...property }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description && { description }),
    schema: property,
    // A page that lets people try would fill in the example of a filter, too.
    ...(place === 'path' && { example: exampleOf(property, {}, name) }),
  }));
}
