import { errorAnswer } from '@campus/contracts/error-codes';
import { closedSchemas } from './closed-schemas.ts';
import type { Announced, Document, JsonSchema, Operation } from './document.ts';
import type { RawAnswer } from './raw-request.ts';

/** The platform's word, as the gateway gives it, and what was seen of it so far. */
export interface Contract {
  operations: Operation[];
  schemas: Record<string, JsonSchema>;
  /** What an answer does that the operation does not announce; empty when it keeps the contract. */
  breaches(operation: Operation, answer: RawAnswer): string[];
  /** As `breaches`, for whatever was asked: what is not documented must not exist. */
  breachesAt(method: string, target: string, answer: RawAnswer): string[];
  /** The operation that answers there. */
  find(method: string, target: string): Operation | undefined;
  /** The codes that operations were seen to answer, as `operationId code`. */
  seen: Set<string>;
}

// A stack, a statement or a place in our sources: nobody's business (S27).
const INSIDE = /node_modules|\.[jt]s:\d+|\bat \S+ \(|\bselect .+ from\b|\binsert into\b|\/services\/\w+\/src/i;

// Pages and files for browsers, not answers of the API.
const PAGES = /^\/(docs|kitchen)(\/|$)/;

export async function readContract(gateway: string): Promise<Contract> {
  const { paths, components } = (await (await fetch(`${gateway}/api/v1/openapi.json`)).json()) as Document;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const faultsOf = closedSchemas(components.schemas);
  const find = finder(operations);
  const seen = new Set<string>();

  function breaches(operation: Operation, answer: RawAnswer): string[] {
    const announced = operation.responses[answer.status];
    if (!announced) return [`status ${answer.status} is not announced`];
    const missing = missingHeaders(answer, announced);
    if (!announced.content) return [...missing, ...(answer.text === '' ? [] : ['a body where none is announced'])];
    const type = mediaTypeOf(answer);
    const content = announced.content[type];
    if (!content) return [...missing, `content type "${type}" is not announced`];
    if (type !== 'application/json') return missing;
    const body = parsed(answer.text);
    const faults = [...missing, ...faultsOf(content.schema, body)];
    if (answer.status >= 400 && INSIDE.test(answer.text)) faults.push('it speaks of its inside');
    const code = errorAnswer.safeParse(body).data?.error.code;
    if (code) seen.add(`${operation.operationId} ${code}`);
    return code && !content.examples?.[code] ? [...faults, `code ${code} is not announced`] : faults;
  }

  return {
    operations,
    schemas: components.schemas,
    seen,
    find,
    breaches,
    breachesAt(method, target, answer) {
      const operation = find(method, target);
      if (operation) return breaches(operation, answer);
      return method === 'OPTIONS' || PAGES.test(target) || isUnknownRoute(answer) ? [] : ['it is not documented'];
    },
  };
}

function isUnknownRoute({ status, text }: RawAnswer): boolean {
  return status === 404 && errorAnswer.safeParse(parsed(text)).data?.error.code === 'NOT_FOUND';
}

/** What is no JSON is undefined, which no schema accepts. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mediaTypeOf({ headers }: RawAnswer): string {
  return String(headers['content-type'] ?? '').split(';', 1)[0] ?? '';
}

function missingHeaders({ status, headers }: RawAnswer, announced: Announced): string[] {
  const waits = (status === 429 || status === 503) && announced.headers?.['Retry-After'] !== undefined;
  return ['x-request-id', ...(waits ? ['retry-after'] : [])]
    .filter((name) => headers[name] === undefined)
    .map((name) => `no ${name}`);
}

function finder(operations: Operation[]): (method: string, target: string) => Operation | undefined {
  const shapes = operations.map((operation) => {
    const literal = operation.path.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
    return { operation, shape: new RegExp(`^${literal.replace(/\{\w+\}/g, '[^/]+')}/?$`) };
  });
  // `/orders/quote` is not the order of that id: the path with fewer parameters goes first.
  shapes.sort((one, other) => one.operation.path.split('{').length - other.operation.path.split('{').length);
  return (method, target) => {
    const [path = ''] = target.split('?', 1);
    return shapes.find(({ operation, shape }) => operation.method === method && shape.test(path))?.operation;
  };
}
