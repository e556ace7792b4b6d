import { expect, it } from 'vitest';
import type { Things } from '../support/arbitrary-of-schema.ts';
import { authorization } from '../support/credentials.ts';
import type { Operation } from '../support/document.ts';
import { existingThings } from '../support/existing-things.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';
import { textPlaces } from '../support/text-places.ts';
import { jsonRequest, validBody, validTarget } from '../support/valid-request.ts';

const SLOWEST_MS = 10_000;
const AT_ONCE = 6;

/** A request, and what it must come to. */
interface Trial {
  what: string;
  operation: Operation;
  request: RawRequest;
  refusedWith?: string;
  /** It must be refused, with whatever code. */
  refused?: true;
}

const REFUSED_TEXT = { 'a NUL': 'a\u0000b', 'half a character': 'a\ud800b' };
const ODD_TEXT = { __proto__: '__proto__', 'a right-to-left override': '\u202e', emptiness: '' };
const deep = (depth: number) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;
const BODIES: Record<string, [content: string, code: string]> = {
  'no JSON': ['{"a":', 'VALIDATION_ERROR'],
  'a list': ['[]', 'VALIDATION_ERROR'],
  'a sentence': ['"text"', 'VALIDATION_ERROR'],
  'JSON of 20,000 levels': [deep(10_000), 'VALIDATION_ERROR'],
  'a prototype': ['{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}', 'VALIDATION_ERROR'],
  '1 MB': [`{"a":"${'x'.repeat(1_000_000)}"}`, 'PAYLOAD_TOO_LARGE'],
};
const TYPES = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'application/json; charset=latin1',
];
const PAGES = ['-1', '0', '1e9', '99999999999999999999', 'NaN', '1.5', ' '];

export function hostileInput(scene: Scene): void {
  const { platform, contract } = scene;

  it('S25: nothing hostile in any text, body, page or query of any operation is worse than a refusal', async () => {
    const things = await existingThings(scene);
    const trials = contract.operations.flatMap((operation) => [
      ...texts(operation, things),
      ...bodies(operation, things),
      ...queries(operation, things),
    ]);
    const found: string[] = [];
    // By kind of trial, so that the few slow operations (passwords) do not meet themselves.
    const waiting = trials.toSorted((one, other) => (one.what < other.what ? -1 : 1));
    const turn = async () => {
      for (let trial = waiting.shift(); trial; trial = waiting.shift()) found.push(...(await faultsOf(trial)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, turn));
    process.stdout.write(`S25: ${trials.length} hostile requests\n`);
    expect(trials.length).toBeGreaterThan(500);
    expect(found).toEqual([]);
  }, 60_000);

  async function faultsOf({ what, operation, request, refusedWith, refused }: Trial): Promise<string[]> {
    const since = performance.now();
    const answer = await sendRaw(platform.gateway, request);
    const took = performance.now() - since;
    const faults = contract.breachesAt(request.method, request.target, answer);
    if (answer.status >= 500) faults.push('a failure of ours');
    if (took > SLOWEST_MS) faults.push(`took ${Math.round(took)} ms`);
    if (refused && answer.status < 400) faults.push('not refused');
    if (refusedWith !== undefined && codeOf(answer) !== refusedWith) faults.push(`not refused with ${refusedWith}`);
    return faults.map(
      (fault) => `${operation.operationId}, ${what}: ${fault}: ${answer.status} ${answer.text.slice(0, 200)}`,
    );
  }

  function texts(operation: Operation, things: Things): Trial[] {
    const bad = Object.entries(REFUSED_TEXT).map(([name, text]) => ({ name, text, refused: true as const }));
    const odd = Object.entries(ODD_TEXT).map(([name, text]) => ({ name, text }));
    return [...bad, ...odd].flatMap(({ name, text, ...rest }) =>
      textPlaces(scene, { operation, things }).map(({ place, withText }) => {
        const request = withText(text);
        // A header cannot hold these characters at all.
        const isDecided = place.startsWith('body') || place.startsWith('query');
        return { what: `${name} in ${place}`, operation, request, ...(isDecided && rest) };
      }),
    );
  }

  function bodies(operation: Operation, things: Things): Trial[] {
    const body = validBody(operation, things);
    if (body === undefined || operation.operationId === 'postPaymentsWebhook') return [];
    const target = validTarget(operation, things);
    const headers = { ...authorization(scene, operation), 'content-type': 'application/json' };
    const base = { method: operation.method, target, headers };
    const contents = Object.entries(BODIES).map(([what, [content, refusedWith]]) => ({
      what,
      operation,
      request: { ...base, body: Buffer.from(content) },
      refusedWith,
    }));
    const types = TYPES.map((type) => ({
      what: `sent as ${type}`,
      operation,
      request: { ...base, headers: { ...headers, 'content-type': type }, body: Buffer.from(JSON.stringify(body)) },
      ...(operation.requestBody?.required && { refusedWith: 'VALIDATION_ERROR' }),
    }));
    return [...contents, ...types];
  }

  function queries(operation: Operation, things: Things): Trial[] {
    const target = validTarget(operation, things);
    const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
    const ask = (search: string) =>
      jsonRequest(operation, `${target}?${search}`, undefined, authorization(scene, operation));
    return inQuery.flatMap(({ name, schema }) => {
      const isNumber = schema.type === 'integer';
      const shapes = [`${name}=1&${name}=2`, `${name}[a]=1`, `${name}[]=1`, `${name}[__proto__]=1`];
      const pages = isNumber ? PAGES.map((page) => `${name}=${encodeURIComponent(page)}`) : [];
      return [...shapes, ...pages].map((search) => ({
        what: search,
        operation,
        request: ask(search),
        refusedWith: 'VALIDATION_ERROR',
      }));
    });
  }
}

function codeOf({ text }: RawAnswer): string | undefined {
  return /"code":"(\w+)"/.exec(text)?.[1];
}
