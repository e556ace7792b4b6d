import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Surroundings } from '../support/arbitrary-of-schema.ts';
import { authorization } from '../support/credentials.ts';
import type { Operation } from '../support/document.ts';
import { existingThings } from '../support/existing-things.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';
import { nothingParked, outboxesDrained } from '../support/settled.ts';
import { wildRequest } from '../support/wild-request.ts';
import { LAST_WORDS } from './role-matrix.ts';

const TOTAL_MS = Number(process.env.FUZZ_SECONDS ?? 20) * 1_000;
const SLOWEST_MS = 10_000;
const RUNS = 200;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

interface Target {
  operation: Operation;
  around: Surroundings;
  seed: number;
}

interface Wild {
  request: RawRequest;
  door: 'gateway' | 'service';
}

export function fuzzing(scene: Scene): void {
  const { platform, contract } = scene;
  const services = new Map(Object.entries(platform.services));

  it(`S25, S27: nothing that anybody sends breaks a service or gets an answer that is not announced (FUZZ_SEED=${SEED})`, async () => {
    const around = { schemas: contract.schemas, things: await existingThings(scene) };
    const ordered = contract.operations.toSorted((one, other) => lateness(one) - lateness(other));
    const found: string[] = [];
    for (const [at, operation] of ordered.entries())
      found.push(...(await fuzz({ operation, around, seed: SEED + at })));
    process.stdout.write(`fuzzed ${ordered.length} operations, FUZZ_SEED=${SEED}\n`);
    expect(found).toEqual([]);
    expect(unexpectedErrors()).toEqual([]);
    await outboxesDrained(platform);
    await nothingParked(platform);
  }, 120_000);

  async function fuzz({ operation, around, seed }: Target): Promise<string[]> {
    const wild = fc.record({ request: wildRequest(operation, around), door: fc.constantFrom('gateway', 'service') });
    const keepsItsWord = fc.asyncProperty(wild as fc.Arbitrary<Wild>, async ({ request, door }) => {
      const since = performance.now();
      const answer = await sendRaw(originOf(operation, door), withCredentials(operation, request));
      const took = performance.now() - since;
      const breaches = contract.breaches(operation, answer);
      if (answer.status >= 500) breaches.push('a failure of ours');
      if (took > SLOWEST_MS) breaches.push(`took ${Math.round(took)} ms`);
      if (breaches.length > 0) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}\n${breaches.join('\n')}`);
    });
    const interruptAfterTimeLimit = TOTAL_MS / contract.operations.length;
    const inTime = await fc.check(keepsItsWord, { seed, numRuns: RUNS, interruptAfterTimeLimit, endOnFailure: true });
    // Where passwords are hashed not even one run may fit into its share.
    const result = inTime.numRuns > 0 ? inTime : await fc.check(keepsItsWord, { seed, numRuns: 1, endOnFailure: true });
    if (!result.failed) return [];
    const [{ request, door } = {} as Wild] = result.counterexample ?? [];
    const sent = JSON.stringify({ ...request, body: request?.body?.toString().slice(0, 500) }).slice(0, 1_500);
    return [`${operation.operationId} at the ${door}: ${sent}\n${String(result.errorInstance)}`];
  }

  function originOf({ tags: [service] }: Operation, door: Wild['door']): string {
    // Past the witness: it would tidy up what is sent, and this looks at the answers itself.
    return (door === 'gateway' ? undefined : services.get(service)?.url) ?? platform.services.gateway.url;
  }

  /** In the name of somebody who may; half of the webhooks are authentic. */
  function withCredentials(operation: Operation, request: RawRequest): RawRequest {
    const headers: Record<string, string> = { ...request.headers, ...authorization(scene, operation) };
    if (headers['x-razorpay-signature']?.startsWith('"')) {
      const [secret = ''] = platform.secrets.RAZORPAY_WEBHOOK_SECRETS?.split(',') ?? [];
      headers['x-razorpay-signature'] = createHmac('sha256', secret)
        .update(request.body ?? '')
        .digest('hex');
    }
    return { ...request, headers };
  }

  function unexpectedErrors(): string[] {
    return Object.values(platform.services).flatMap(({ logs }) =>
      logs
        .filter(({ level }) => level === 'error' || level === 'fatal')
        .map((line) => JSON.stringify(line).slice(0, 2_000)),
    );
  }
}

// What takes things away from the others comes after them.
function lateness({ operationId, method, path }: Operation): number {
  if (LAST_WORDS.includes(operationId)) return 3;
  if (method === 'DELETE') return 2;
  return path.includes('/admin/') ? 1 : 0;
}
