import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { bearer, expired, IDENTITY_CLAIMS, ROLES, type Role, tokensOf } from '../support/credentials.ts';
import type { Operation } from '../support/document.ts';
import { hire, signInAdmin, signInStudent } from '../support/people.ts';
import { sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';

// They end the session of their caller, who is therefore somebody else each time.
export const LAST_WORDS = ['postAuthLogout', 'deleteUsersMe'];

interface Visit {
  operation: Operation;
  origin: string;
  token: string;
}

export function roleMatrix(scene: Scene): void {
  const { platform, contract } = scene;
  const tokens = tokensOf(scene);

  it('S21, S30: every operation is open to exactly the roles that the document names, at the gateway and at the service, whatever a header claims', async () => {
    const wrong = await everywhere(async (operation, [door, origin]) =>
      Promise.all(
        ROLES.map(async (role) => {
          const got = await outcome({ operation, origin, token: await tokenFor(operation, role) });
          return got === expected(operation, role)
            ? []
            : [`${operation.operationId} at the ${door} as ${role}: ${got}`];
        }),
      ),
    );
    expect(contract.operations.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it('S21: a token that has expired opens nothing, and its owner is told why', async () => {
    const wrong = await everywhere(async (operation, [door, origin]) => {
      const [role] = operation['x-roles'] as Role[];
      if (!role || role === 'none') return [];
      const got = await outcome({ operation, origin, token: expired(platform, tokens[role]) });
      return got === 'TOKEN_EXPIRED' ? [] : [[`${operation.operationId} at the ${door}: ${got}`]];
    });
    expect(wrong).toEqual([]);
  });

  it('S36: nothing about a person, an order or money is kept by a cache', async () => {
    const personal = contract.operations.filter(
      ({ path, operationId }) =>
        /\/(auth|users|orders|payments|delivery|admin)\b/.test(path) && !LAST_WORDS.includes(operationId),
    );
    const answers = await Promise.all(
      personal.map(async ({ operationId, method, path }) => {
        const { headers } = await sendRaw(platform.gateway, {
          method,
          target: path.replace(/\{\w+\}/g, () => randomUUID()),
          headers: bearer(tokens.admin),
        });
        return [operationId, headers['cache-control']];
      }),
    );
    expect(answers.length).toBeGreaterThan(40);
    expect(answers.filter(([, kept]) => !kept?.includes('no-store'))).toEqual([]);
  });

  it('S21: what the processes answer is what the document says, and the gateway leads nowhere else', async () => {
    const documented = new Set(contract.operations.map(({ method, path }) => `${method} ${path}`));
    const live = Object.entries(platform.services).flatMap(([name, { logs }]) =>
      name === 'sandbox' ? [] : liveRoutes(logs.find(({ message }) => message === 'listening')?.routes, name),
    );
    expect(live.toSorted()).toEqual([...documented].toSorted());
    const undocumented = contract.operations.flatMap(({ path }) =>
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
        .filter((method) => !documented.has(`${method} ${path}`))
        .map((method) => ({ method, target: path.replace(/\{\w+\}/g, () => randomUUID()) }))
        // `/orders/quote` also reads as the order of that id.
        .filter(({ method, target }) => !contract.find(method, target)),
    );
    const answers = await Promise.all(
      undocumented.map(async (request) => {
        const headers = bearer(tokens.admin);
        const { status, text } = await sendRaw(platform.gateway, { ...request, headers });
        return [request.method, request.target, status, JSON.parse(text).error.message];
      }),
    );
    expect(answers.filter(([, , status, message]) => status !== 404 || message !== 'Route not found.')).toEqual([]);
  });

  /** What is found wrong with each operation, at both its doors. */
  async function everywhere(
    look: (operation: Operation, door: [name: string, origin: string]) => Promise<string[][]>,
  ): Promise<string[]> {
    const wrong: string[][] = [];
    for (const operation of contract.operations) {
      const doors = Object.entries({ gateway: platform.gateway, service: doorOf(operation) });
      wrong.push(...(await Promise.all(doors.map((door) => look(operation, door)))).flat());
    }
    return wrong.flat();
  }

  function doorOf({ tags: [service] }: Operation): string {
    const door = Object.entries(platform.services).find(([name]) => name === service)?.[1];
    if (!door) throw new Error(`There is no service ${service}`);
    return door.url;
  }

  /** What the caller's token came to: refused, or let in, whatever became of it there. */
  async function outcome({ operation, origin, token }: Visit): Promise<string> {
    const { method, path, requestBody } = operation;
    const answer = await sendRaw(origin, {
      method,
      target: path.replace(/\{\w+\}/g, () => randomUUID()),
      headers: {
        ...IDENTITY_CLAIMS,
        ...bearer(token),
        ...(requestBody && { 'content-type': 'application/json' }),
      },
      body: requestBody && Buffer.from('{}'),
    });
    const { code, message } = answer.status >= 400 && answer.status !== 503 ? JSON.parse(answer.text).error : {};
    const breaches = contract.breaches(operation, answer);
    if (breaches.length > 0) return breaches.join();
    if (message === 'Route not found.') return 'no such route';
    return ['INVALID_TOKEN', 'TOKEN_EXPIRED', 'INSUFFICIENT_ROLE'].includes(code) ? code : 'let in';
  }

  async function tokenFor(operation: Operation, role: Role): Promise<string> {
    const ends = LAST_WORDS.includes(operation.operationId) && operation['x-roles'].includes(role);
    if (!ends) return tokens[role];
    if (role === 'consumer') return (await signInStudent(platform)).token;
    if (role === 'admin') return (await signInAdmin(platform)).token;
    return (await hire(platform, scene.admin, role === 'kitchen' ? 'kitchen' : 'delivery')).token;
  }
}

function expected(operation: Operation, role: Role): string {
  if (operation['x-roles'].includes(role)) return 'let in';
  return role === 'none' ? 'INVALID_TOKEN' : 'INSUFFICIENT_ROLE';
}

/** As the document writes them, without what the gateway leads nobody to: probes and calls between services, and its own pages. */
function liveRoutes(routes: unknown, process: string): string[] {
  const hidden = process === 'gateway' ? / \/docs(\/|$)/ : / \/(internal|health)(\/|$)/;
  return (routes as string[]).filter((route) => !hidden.test(route)).map((route) => route.replace(/:(\w+)/g, '{$1}'));
}
