import * as authApi from '@campus/contracts/auth-api';
import * as configApi from '@campus/contracts/config-api';
import * as errorCodes from '@campus/contracts/error-codes';
import * as healthApi from '@campus/contracts/health-api';
import * as menuApi from '@campus/contracts/menu-api';
import * as notificationsApi from '@campus/contracts/notifications-api';
import * as operationEvents from '@campus/contracts/operation-events';
import * as orderState from '@campus/contracts/order-state';
import * as ordersApi from '@campus/contracts/orders-api';
import * as paymentsApi from '@campus/contracts/payments-api';
import * as reportsApi from '@campus/contracts/reports-api';
import * as statusApi from '@campus/contracts/status-api';
import * as values from '@campus/contracts/values';
import { z } from 'zod';
import { type JsonSchema, namesIn } from './json-schema.ts';

const MODULES = [
  values,
  orderState,
  errorCodes,
  authApi,
  configApi,
  healthApi,
  menuApi,
  notificationsApi,
  ordersApi,
  paymentsApi,
  reportsApi,
  operationEvents,
  statusApi,
];
// One line each and everywhere: a reference would hide more than it says.
const INLINE = new Set<unknown>([
  values.id,
  values.instant,
  values.chosenInstant,
  values.day,
  values.chosenDay,
  values.paise,
]);

const SHORT_FORMATS = new Set(['uuid', 'date', 'date-time']);

type Direction = 'input' | 'output';

const exported = MODULES.flatMap((module) => Object.entries<unknown>(module)).flatMap(([name, schema]) =>
  schema instanceof z.ZodType && !INLINE.has(schema) ? [[capitalised(name), schema] as const] : [],
);

/** What the contracts call their schemas; the export's name is the component's. */
const named = registryOf({});

const schemas: Record<Direction, Record<string, JsonSchema>> = {
  input: written(named, 'input'),
  output: written(named, 'output'),
};

/** A reference to a schema of the contracts, or the whole of one that has no name there. */
export function schemaOf(schema: z.ZodType, direction: Direction): JsonSchema {
  const name = named.get(schema)?.id;
  return name ? { $ref: uriOf(name) } : cleaned(z.toJSONSchema(schema, options(direction)));
}

/** A schema of the contracts in full, for its properties. */
export function wholeOf(schema: z.ZodType, direction: Direction): JsonSchema {
  const name = named.get(schema)?.id;
  return (name && schemas[direction][name]) || schemaOf(schema, direction);
}

/** The components that a piece of the document needs, and those which they need, by name. */
export function componentsFor(requests: unknown, answers: unknown): Record<string, JsonSchema> {
  const [input, output] = [reached(requests, schemas.input), reached(answers, schemas.output)];
  for (const [name, schema] of Object.entries(input)) {
    const other = output[name];
    if (other && JSON.stringify(other) !== JSON.stringify(schema)) throw new Error(`${name} differs by direction`);
  }
  return sorted({ ...input, ...output });
}

function reached(piece: unknown, all: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  const waiting = namesIn(piece);
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    const schema = all[name];
    if (!schema) throw new Error(`The contracts have no schema ${name}`);
    if (!found[name]) waiting.push(...namesIn(schema));
    found[name] = schema;
  }
  return found;
}

/** These schemas by name, with the contracts' own that they are made of, as they are written to clients. */
export function componentsOf(more: Record<string, z.ZodType>): Record<string, JsonSchema> {
  const names = Object.keys(more).map((name) => ({ $ref: uriOf(name) }));
  return sorted(reached(names, written(registryOf(more), 'output')));
}

function registryOf(more: Record<string, z.ZodType>) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of [...exported, ...Object.entries(more)]) registry.add(schema, { id });
  return registry;
}

function written(registry: ReturnType<typeof registryOf>, io: Direction): Record<string, JsonSchema> {
  const all = z.toJSONSchema(registry, { ...options(io), uri: uriOf });
  return Object.fromEntries(Object.entries(all.schemas).map(([name, schema]) => [name, cleaned(schema)]));
}

function sorted(components: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(components).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

interface Written {
  zodSchema: unknown;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}

function options(io: Direction) {
  return {
    io,
    unrepresentable: 'any' as const,
    override({ zodSchema, jsonSchema }: Written) {
      tidy(jsonSchema, io);
      // zod keeps silent about the default of what is read before it is checked, like a number in a query.
      if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
    },
  };
}

function tidy(schema: z.core.JSONSchema.BaseSchema, io: Direction): void {
  // Answers may grow fields; requests may not.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (SHORT_FORMATS.has(schema.format ?? '')) delete schema.pattern;
}

function cleaned({ $schema: _dialect, $id: _name, ...schema }: object & { $schema?: unknown; $id?: unknown }) {
  return schema as JsonSchema;
}

function uriOf(name: string): string {
  return `#/components/schemas/${name}`;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
