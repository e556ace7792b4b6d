import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { orderBody } from './canteen.ts';
import type { Student } from './people.ts';

export interface Rush {
  /** Orders that were answered with 201. */
  accepted: Set<string>;
  /** Requests that were not answered as they should be, in words. */
  failures: string[];
  /** Requests that were answered as they should be. */
  answered(): number;
  /** Lets everybody finish what they are doing. */
  end(): Promise<void>;
}

// Leaves the processes that start meanwhile some of the two cores.
const PAUSE_MS = 20;

/** Students who order and look at their order over kept-alive connections, again and again, and never ask twice. */
export function startRush(origin: string, { students, dish }: { students: Student[]; dish: string }): Rush {
  const state = { open: true, answered: 0 };
  const accepted = new Set<string>();
  const failures: string[] = [];

  async function ask(student: Student, method: 'GET' | 'POST', path: string, body?: object) {
    try {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: {
          authorization: `Bearer ${student.token}`,
          ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${text}`);
      state.answered += 1;
      return JSON.parse(text);
    } catch (error) {
      failures.push(`${method} ${path}: ${error} ${error instanceof Error ? error.cause : ''}`);
      return undefined;
    }
  }

  async function lunch(student: Student): Promise<void> {
    while (state.open) {
      const wish = orderBody({ dishes: [[dish, 1]], paymentMethod: 'cash' });
      const placed = await ask(student, 'POST', '/api/v1/orders', wish);
      if (placed) {
        accepted.add(placed.order.id);
        await ask(student, 'GET', `/api/v1/orders/${placed.order.id}/status`);
      }
      await sleep(PAUSE_MS);
    }
  }

  const lunches = students.map(lunch);
  return {
    accepted,
    failures,
    answered: () => state.answered,
    async end() {
      state.open = false;
      await Promise.all(lunches);
    },
  };
}
