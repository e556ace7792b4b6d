import { readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect } from 'vitest';
import type { DatabaseName, Platform } from './platform.ts';

const SERVICES: DatabaseName[] = ['auth', 'catalog', 'ordering', 'payment', 'notification', 'reporting'];
const EARS = ['ordering', 'payment', 'notification', 'reporting', 'realtime'];

/** Waits until no service owes an event to the broker. */
export async function outboxesDrained({ databases }: Platform, timeoutMs = 20_000): Promise<void> {
  await eventually(
    async () => {
      const waiting = await Promise.all(
        SERVICES.map((name) => databases[name]('outbox').whereNull('published_at').pluck('type')),
      );
      expect(waiting.flat()).toEqual([]);
    },
    { timeoutMs },
  );
}

/** Nobody has given up on a message. */
export async function nothingParked({ rabbitmqUrl }: Platform): Promise<void> {
  const letters = await Promise.all(EARS.map((service) => readDeadLetters(rabbitmqUrl, service)));
  expect(letters.flat()).toEqual([]);
}

/** Waits until a service has taken in the event of this id. */
export async function heard({ databases }: Platform, service: DatabaseName, eventId: string): Promise<void> {
  await eventually(async () => {
    expect(await databases[service]('inbox').where({ message_id: eventId })).toHaveLength(1);
  });
}
