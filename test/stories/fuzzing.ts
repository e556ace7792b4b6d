import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Surroundings, Things } from '../support/arbitrary-of-schema.ts';
import { placeOrder } from '../support/canteen.ts';
import { type Contract, type Operation, readContract } from '../support/contract.ts';
import { hire } from '../support/people.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';
import { nothingParked, outboxesDrained } from '../support/settled.ts';
import { wildRequest } from '../support/wild-request.ts';
import { LAST_WORDS } from './role-matrix.ts';

const TOTAL_MS = 40_000;
const RUNS = 200;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

interface Wild {
  request: RawRequest;
  door: 'gateway' | 'service';
}

export function fuzzing(scene: Scene): void {
  const { platform } = scene;
  const services = new Map(Object.entries(platform.services));

  it(`nothing that anybody sends breaks a service or gets an answer that is not announced (FUZZ_SEED=${SEED})`, async () => {
    const contract = await readContract(platform.gateway);
    const around = { schemas: contract.schemas, things: await existingThings() };
    const ordered = contract.operations.toSorted((one, other) => lateness(one) - lateness(other));
    const found: string[] = [];
    for (const [at, operation] of ordered.entries())
      found.push(...(await fuzz(contract, { operation, around, seed: SEED + at })));
    process.stdout.write(`fuzzed ${ordered.length} operations, FUZZ_SEED=${SEED}\n`);
    expect(found).toEqual([]);
    expect(unexpectedErrors()).toEqual([]);
    await outboxesDrained(platform);
    await nothingParked(platform);
  }, 120_000);

  async function fuzz(
    contract: Contract,
    { operation, around, seed }: { operation: Operation; around: Surroundings; seed: number },
  ): Promise<string[]> {
    const wild = fc.record({ request: wildRequest(operation, around), door: fc.constantFrom('gateway', 'service') });
    const keepsItsWord = fc.asyncProperty(wild as fc.Arbitrary<Wild>, async ({ request, door }) => {
      const answer = await sendRaw(originOf(operation, door), withCredentials(operation, request));
      const breaches = contract.breaches(operation, answer);
      if (answer.status >= 500) breaches.push('a failure of ours');
      if (!answer.headers['x-request-id']) breaches.push('no X-Request-Id');
      if (breaches.length > 0) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}\n${breaches.join('\n')}`);
    });
    const interruptAfterTimeLimit = TOTAL_MS / contract.operations.length;
    const result = await fc.check(keepsItsWord, { seed, numRuns: RUNS, interruptAfterTimeLimit, endOnFailure: true });
    if (!result.failed) return [];
    const [{ request, door } = {} as Wild] = result.counterexample ?? [];
    const sent = JSON.stringify({ ...request, body: request?.body?.toString().slice(0, 500) }).slice(0, 1_500);
    return [`${operation.operationId} at the ${door}: ${sent}\n${String(result.errorInstance)}`];
  }

  function originOf({ tags: [service] }: Operation, door: Wild['door']): string {
    return (door === 'gateway' ? undefined : services.get(service)?.url) ?? platform.gateway;
  }

  /** In the name of somebody who may; half of the webhooks are authentic. */
  function withCredentials(operation: Operation, request: RawRequest): RawRequest {
    const headers = { ...request.headers };
    const token = [scene.admin, scene.kitchen, scene.rider, scene.student]
      .filter((_person, at) => operation['x-roles'].includes(['admin', 'kitchen', 'delivery', 'consumer'][at] ?? ''))
      .at(0)?.token;
    if (token) headers.authorization = `Bearer ${token}`;
    if (headers['x-razorpay-signature']?.startsWith('"')) {
      const [secret = ''] = platform.secrets.RAZORPAY_WEBHOOK_SECRETS?.split(',') ?? [];
      headers['x-razorpay-signature'] = createHmac('sha256', secret)
        .update(request.body ?? '')
        .digest('hex');
    }
    return { ...request, headers };
  }

  async function existingThings(): Promise<Things> {
    const wish = { dishes: [[scene.dishes[0], 1] as [string, number]] };
    const orders = [
      await placeOrder(scene.student, { ...wish, paymentMethod: 'cash' }),
      await placeOrder(scene.student, { ...wish, paymentMethod: 'cash', orderType: 'delivery' }),
      await placeOrder(scene.student, { ...wish, paymentMethod: 'upi' }),
    ];
    const category = await platform.databases.catalog('categories').first('id');
    const spare = await hire(platform, scene.admin, 'delivery');
    return {
      orders: orders.map(({ order }) => order.id),
      items: scene.dishes,
      categories: [category.id],
      staff: [spare.id],
    };
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
