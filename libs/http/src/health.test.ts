import { createLogger } from '@campus/logger/logger';
import { expect, onTestFinished, test } from 'vitest';
import { httpServer } from './server.ts';

const DRAIN_MS = 3_000;

test('health by state: not there while starting, ready, without its database, and draining; alive throughout', async () => {
  const database = { isLost: false };
  const consumer = { isAttached: true };
  const server = httpServer({
    host: '127.0.0.1',
    port: 0,
    logger: createLogger({ service: 'health', level: 'silent' }),
    routes: [],
    verifyToken: () => Promise.reject(new Error('nobody signs in here')),
    health: {
      version: '1',
      database: () => (database.isLost ? Promise.reject(new Error('gone')) : Promise.resolve()),
      broker: () => 'disconnected',
      ready: () => consumer.isAttached,
    },
    drainMs: DRAIN_MS,
  });
  const ask = async () => {
    const address = server.server.address();
    const port = typeof address === 'object' && address ? address.port : 1;
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    return Promise.all([status('/health/live'), status('/health/ready'), status('/health')]);
  };

  await expect(ask(), 'starting: nobody listens yet').rejects.toThrow();
  await server.start();
  onTestFinished(() => void server.server.closeAllConnections());
  // Without its broker a service goes on: the outbox keeps what it has to say.
  expect(await ask()).toEqual([200, 200, 200]);

  database.isLost = true;
  expect(await ask(), 'a lost database must not restart the process').toEqual([200, 503, 503]);
  database.isLost = false;
  consumer.isAttached = false;
  expect(await ask(), 'a condition of its own').toEqual([200, 503, 200]);
  consumer.isAttached = true;
  expect(await ask(), 'it comes back by itself').toEqual([200, 200, 200]);

  const stopped = server.stop();
  expect(await ask(), 'draining: balancers are told, and requests still answered').toEqual([200, 503, 503]);
  await stopped;
  await expect(ask()).rejects.toThrow();
});
