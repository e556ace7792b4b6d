import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Logger } from '@campus/logger/logger';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { errorHandler } from './error-answer.ts';
import { mount } from './mount.ts';
import { get, post } from './routes.ts';
import { listener } from './server.ts';

const nobody = () => Promise.reject(new Error('there are no tokens here'));
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as Logger;

const name = z.object({ name: z.string() });
const routes = [
  post('/things', { may: 'public', summary: 'A thing', body: name, answer: name }, async ({ body }) => body),
  get('/slow', { may: 'public', summary: 'An answer that takes its time', mode: 'stream' }, async ({ response }) => {
    response.writeHead(200).write('begun');
  }),
];

async function serve(): Promise<number> {
  const app = express();
  mount(app, routes, { verifyToken: nobody });
  app.use(errorHandler(logger));
  const { server, start } = listener(app, { host: '127.0.0.1', port: 0, logger });
  await start();
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Everything that came back until the other side ended the connection. */
async function say(port: number, ...pieces: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  socket.on('error', () => undefined);
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await closed;
  return text;
}

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400],
  ['a header of 20 kB', `GET /things HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['no host', 'GET /things HTTP/1.1\r\n\r\n', 400],
])('S27: %s is answered by every service in the envelope, and its connection ends', async (_what, bytes, status) => {
  const text = await say(await serve(), bytes);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
  expect(head).toMatch(/^X-Request-Id: [\w-]{36}$/m);
  expect(JSON.parse(body)).toEqual({
    error: {
      code: 'VALIDATION_ERROR',
      message: 'The request is not valid.',
      details: [{ path: '', message: 'The request could not be read.' }],
    },
  });
});

test('S32: what follows an answer that is under way is never mixed into it', async () => {
  const text = await say(await serve(), 'GET /slow HTTP/1.1\r\nHost: x\r\n\r\n', 'no HTTP at all\r\n\r\n');
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
  expect(text).toContain('begun');
});

test('S33: a packed body is refused without being unpacked, however small it says it is', async () => {
  const address = `http://127.0.0.1:${await serve()}/things`;
  const headers = { 'content-type': 'application/json' };
  const send = (body: Buffer | string, encoding: Record<string, string>) =>
    fetch(address, { method: 'POST', body, headers: { ...headers, ...encoding } });
  expect((await send('{"name":"plain"}', {})).status).toBe(200);
  for (const body of [gzipSync('{"name":"packed"}'), gzipSync(Buffer.alloc(50_000_000, ' '))]) {
    const answer = await send(body, { 'content-encoding': 'gzip' });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'VALIDATION_ERROR' } }]);
  }
});
