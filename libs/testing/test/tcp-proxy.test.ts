import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { atEnd } from '@campus/testing/at-end';
import { startTcpProxy } from '@campus/testing/tcp-proxy';
import { expect, test } from 'vitest';

/** A server that sends back what it gets, behind a proxy, with one client. */
async function echo() {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => server.close());
  const proxy = await startTcpProxy(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const client = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  await once(client, 'connect');
  client.on('error', () => client.destroy());
  const received: string[] = [];
  client.on('data', (chunk) => received.push(chunk.toString()));
  return { proxy, client, received };
}

test('bytes pass, wait while paused, and pass again', async () => {
  const { proxy, client, received } = await echo();
  client.write('a');
  await sleep(50);
  proxy.pauseToServer();
  client.write('b');
  await sleep(50);
  expect(received.join('')).toBe('a');
  proxy.resume();
  await sleep(50);
  expect(received.join('')).toBe('ab');
});

test('a cut ends connections with an error', async () => {
  const { proxy, client } = await echo();
  const failure = once(client, 'error');
  client.write('a');
  await sleep(50);
  proxy.cut();
  expect(await failure).toMatchObject([{ code: 'ECONNRESET' }]);
});

test('unplugged, no connection lives, old or new; afterwards they do again', async () => {
  const { proxy, client } = await echo();
  const failure = once(client, 'error');
  proxy.unplug();
  expect(await failure).toMatchObject([{ code: 'ECONNRESET' }]);
  const late = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  expect(await once(late, 'error')).toMatchObject([{ code: 'ECONNRESET' }]);
  proxy.resume();
  const again = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  again.write('a');
  expect(String(await once(again, 'data'))).toBe('a');
  again.destroy();
});
