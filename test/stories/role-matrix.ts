import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Contract, type Operation, readContract } from '../support/contract.ts';
import { hire, signInAdmin, signInStudent } from '../support/people.ts';
import { sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';

const ROLES = ['none', 'consumer', 'kitchen', 'delivery', 'admin'] as const;
type Role = (typeof ROLES)[number];

// They end the session of their caller, who is therefore somebody else each time.
export const LAST_WORDS = ['postAuthLogout', 'deleteUsersMe'];

export function roleMatrix(scene: Scene): void {
  const { platform } = scene;
  const tokens: Record<Role, string> = {
    none: '',
    consumer: scene.student.token,
    kitchen: scene.kitchen.token,
    delivery: scene.rider.token,
    admin: scene.admin.token,
  };

  it('every operation is open to exactly the roles that the document names, at the gateway and at the service', async () => {
    const contract = await readContract(platform.gateway);
    const wrong: string[] = [];
    for (const operation of contract.operations) {
      const doors = { gateway: platform.gateway, service: doorOf(operation).url };
      await Promise.all(
        ROLES.flatMap((role) =>
          Object.entries(doors).map(async ([door, origin]) => {
            const got = await outcome(contract, { operation, role, origin });
            if (got !== expected(operation, role))
              wrong.push(`${operation.operationId} at the ${door} as ${role}: ${got}`);
          }),
        ),
      );
    }
    expect(contract.operations.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  function doorOf({ tags: [service] }: Operation) {
    const door = Object.entries(platform.services).find(([name]) => name === service)?.[1];
    if (!door) throw new Error(`There is no service ${service}`);
    return door;
  }

  /** What the caller's role came to: refused, or let in, whatever became of it there. */
  async function outcome(
    contract: Contract,
    { operation, role, origin }: { operation: Operation; role: Role; origin: string },
  ): Promise<string> {
    const { method, path, operationId, requestBody } = operation;
    const ends = LAST_WORDS.includes(operationId) && operation['x-roles'].includes(role);
    const token = ends ? await tokenOfSomebodyNew(role) : tokens[role];
    const answer = await sendRaw(origin, {
      method,
      target: path.replace(/\{\w+\}/g, () => randomUUID()),
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(requestBody && { 'content-type': 'application/json' }),
      },
      body: requestBody && Buffer.from('{}'),
    });
    const { code, message } = answer.status >= 400 ? JSON.parse(answer.text).error : {};
    if (message === 'Route not found.') return 'no such route';
    if (answer.status === 401 && code === 'INVALID_TOKEN') return '401';
    if (answer.status === 403 && code === 'INSUFFICIENT_ROLE') return '403';
    return ['let in', ...contract.breaches(operation, answer)].join(': ');
  }

  async function tokenOfSomebodyNew(role: Role): Promise<string> {
    if (role === 'consumer') return (await signInStudent(platform)).token;
    if (role === 'admin') return (await signInAdmin(platform)).token;
    return (await hire(platform, scene.admin, role === 'kitchen' ? 'kitchen' : 'delivery')).token;
  }
}

function expected(operation: Operation, role: Role): string {
  if (operation['x-roles'].includes(role)) return 'let in';
  return role === 'none' ? '401' : '403';
}
