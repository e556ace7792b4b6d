import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { freePort, startProcess } from '@campus/testing/process';
import { expect, test } from 'vitest';
import { openScreen } from './support/clients.ts';
import { startPlatform } from './support/platform.ts';

/** Auth, which has nothing to tell before it is up. */
async function lateAuth() {
  const state = { isUp: false };
  const server = createServer((_request, response) =>
    state.isUp ? response.end('{"revocations":[]}') : response.writeHead(503).end(),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => void server.close().closeAllConnections());
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('who starts before auth is not ready until it has heard it, and then refuses no screen', async () => {
  const { issuer, redisUrl, rabbitmqUrl, ordering } = await startPlatform();
  const auth = await lateAuth();
  const PORT = String(await freePort());
  const starting = startProcess(new URL('../src/main.ts', import.meta.url), {
    ...issuer.environment,
    REDIS_URL: redisUrl,
    RABBITMQ_URL: rabbitmqUrl,
    ORDERING_URL: ordering.url,
    AUTH_URL: auth.url,
    PORT,
  });
  const health = async (path: string) => (await fetch(`http://127.0.0.1:${PORT}/health/${path}`)).status;
  await eventually(async () => expect(await health('live')).toBe(200), { timeoutMs: 30_000 });
  expect(await health('ready')).toBe(503);
  auth.state.isUp = true;
  const { url } = await starting;
  const screen = openScreen(url, '/kitchen', { token: issuer.sign({ role: 'kitchen' }) });
  expect(await screen.hello()).toMatchObject({ position: expect.any(String) });
});
