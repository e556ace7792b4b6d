import { connect } from 'node:net';
import { createPulse, type Pulse, SIGN_OF_LIFE_MS } from '@campus/lifecycle/pulse';
import type { Knex } from 'knex';

const POSTGRES_PORT = 5_432;
// SSLRequest of PostgreSQL's protocol: its length, and the code that asks. Any answer is a byte.
const MAY_WE_ENCRYPT = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Asks by a connection of its own: those of the pool may all wait for locks. A question that is answered before anybody signs in: one round
 * trip, so that a slow link is not taken for a dead one, and also from a server that has no connection left to give.
 */
export function pulseOfDatabase(url: string): Pulse {
  const { hostname: host, port } = new URL(url);
  return createPulse(() => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const socket = connect({ host, port: Number(port) || POSTGRES_PORT });
    const late = setTimeout(() => {
      resolve(false);
      socket.destroy();
    }, SIGN_OF_LIFE_MS);
    // Refused or reset is an answer, too: those who wait hear the same.
    socket.on('error', () => undefined);
    socket.once('connect', () => socket.write(MAY_WE_ENCRYPT));
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('close', () => {
      clearTimeout(late);
      resolve(true);
    });
    return promise;
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
