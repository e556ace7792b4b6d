import { createPulse, type Pulse, SIGN_OF_LIFE_MS } from '@campus/lifecycle/pulse';
import type { Knex } from 'knex';
import pg, { DatabaseError } from 'pg';

/** Asks by a connection of its own: those of the pool may all wait for locks. Whatever the server says, it lives. */
export function pulseOfDatabase(url: string, name: string): Pulse {
  return createPulse(async () => {
    const client = new pg.Client({
      connectionString: url,
      application_name: `${name}-pulse`,
      connectionTimeoutMillis: SIGN_OF_LIFE_MS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch (error) {
      return error instanceof DatabaseError;
    } finally {
      void client.end().catch(() => undefined);
    }
  });
}

/** Whoever waits for a connection, because all are taken or none can be made, waits for the database too. */
export function acquireWhileAlive({ client }: Knex, pulse: Pulse): void {
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    if (client.pool?.numFree() > 0) return acquire();
    const { promise: silence, reject } = Promise.withResolvers<never>();
    const heard = pulse.wait(() => reject(new Error('Connection terminated: the database shows no sign of life.')));
    const acquiring = acquire();
    try {
      return await Promise.race([acquiring, silence]);
    } catch (error) {
      acquiring.then((late: unknown) => client.releaseConnection(late)).catch(() => undefined);
      throw error;
    } finally {
      heard();
    }
  };
}
