import { errorAnswer } from '@campus/contracts/error-codes';
import { expect, it } from 'vitest';
import { authorization } from '../support/credentials.ts';
import type { Operation } from '../support/document.ts';
import { existingThings } from '../support/existing-things.ts';
import { sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';
import { jsonRequest, validBody, validTarget } from '../support/valid-request.ts';

const UNASKED: Record<string, unknown> = {
  total: 1,
  status: 'completed',
  payment_status: 'paid',
  user_id: '0195a000-0000-7000-8000-000000000002',
  item_price: 0.01,
  role: 'admin',
  is_active: true,
  phone: '+919876543210',
  id: '0195a000-0000-7000-8000-000000000009',
  confirmed_at: '2026-02-13T08:30:00Z',
  password_hash: 'x',
};

export function unaskedFields(scene: Scene): void {
  const { platform, contract } = scene;

  it('S22: a field that an operation does not ask for is refused, at any depth of the body and in the query', async () => {
    const things = await existingThings(scene);
    const accepted: string[] = [];
    let refused = 0;
    const ask = async (operation: Operation, target: string, body: unknown) => {
      const answer = await sendRaw(
        platform.gateway,
        jsonRequest(operation, target, body, authorization(scene, operation)),
      );
      const error = errorAnswer.safeParse(answer.text === '' ? {} : JSON.parse(answer.text)).data?.error;
      return {
        status: answer.status,
        refusal: error?.code === 'VALIDATION_ERROR' ? JSON.stringify(error.details) : '',
      };
    };
    for (const operation of contract.operations.filter(takesJson)) {
      const target = validTarget(operation, things);
      const body = validBody(operation, things);
      const injected = Object.entries(UNASKED).flatMap(([name, value]) =>
        levelsOf(body)
          .filter((level) => !(name in level))
          .map((level) => ({ name, body: injectedInto(body, level, { [name]: value }) })),
      );
      for (const one of injected) {
        const { refusal } = await ask(operation, target, one.body);
        if (refusal.includes(one.name)) refused += 1;
        else accepted.push(`${operation.operationId} takes ${JSON.stringify(one.body)}`);
      }
      // The body itself is what the operation asks for: nothing else was wrong with it.
      const { refusal } = await ask(operation, target, body);
      if (refusal !== '') accepted.push(`${operation.operationId} refuses its own example: ${refusal}`);
    }
    for (const operation of contract.operations.filter(asksInQuery)) {
      const { refusal } = await ask(operation, `${validTarget(operation, things)}?is_admin=true`, undefined);
      if (!refusal.includes('is_admin')) accepted.push(`${operation.operationId} takes is_admin in its query`);
    }
    expect(accepted).toEqual([]);
    expect(refused).toBeGreaterThan(150);
  });
}

// What Razorpay signs is kept as it is, and read by a schema of its own.
function takesJson({ requestBody, operationId }: Operation): boolean {
  return requestBody?.content['application/json'] !== undefined && operationId !== 'postPaymentsWebhook';
}

function asksInQuery({ parameters }: Operation): boolean {
  return parameters.some((parameter) => parameter.in === 'query');
}

/** Every object in a body, itself among them; of a list the first. */
function levelsOf(body: unknown): object[] {
  if (typeof body !== 'object' || body === null) return [];
  const inner = Array.isArray(body) ? body.slice(0, 1) : Object.values(body);
  return [...(Array.isArray(body) ? [] : [body]), ...inner.flatMap(levelsOf)];
}

function injectedInto(body: unknown, level: object, fields: object): unknown {
  if (body === level) return { ...level, ...fields };
  if (Array.isArray(body)) return body.map((entry) => injectedInto(entry, level, fields));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, injectedInto(value, level, fields)]));
}
