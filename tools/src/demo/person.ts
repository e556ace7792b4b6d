import type { z } from 'zod';
import { apiClient } from '../platform/api-client.ts';
import { SetupFault } from '../platform/setup-fault.ts';

/** Somebody who uses the public API; every answer is checked against its contract. */
export interface Person {
  name: string;
  token: string;
  ask<Schema extends z.ZodType>(method: string, path: string, answer: Schema, body?: object): Promise<z.output<Schema>>;
  /** For answers without a body. */
  tell(method: string, path: string, body?: object): Promise<void>;
}

/** `origin` is the gateway's; without a token the person is a visitor. */
export function createPerson(origin: string, name: string, token = ''): Person {
  const api = apiClient(origin, token || undefined);
  async function request(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const answer = await api(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new SetupFault(
      `${name}: ${method} ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`,
    );
  }
  return {
    name,
    token,
    async ask(method, path, schema, body) {
      const result = schema.safeParse(await request(method, path, body));
      if (result.success) return result.data;
      const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw new SetupFault(`${name}: the answer to ${method} ${path} breaks its contract: ${faults.join('; ')}`);
    },
    async tell(method, path, body) {
      await request(method, path, body);
    },
  };
}
