import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { type Link, openLink } from '../../src/faults/network/link.ts';
import { freePort } from '../../src/platform/ports.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function echo(word: string): Promise<{ port: number; isReady: () => boolean; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => socket.write(`${word} ${bytes}`));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, isReady: () => true, server };
}

async function linkTo(...upstreams: Parameters<Link['leadTo']>[0]): Promise<Link> {
  const link = await openLink('test', await freePort());
  link.leadTo(upstreams);
  closing.push(link.close);
  return link;
}

/** Resolves to the answer, or to what went wrong. */
async function ask(link: Link, question: string): Promise<string> {
  const socket = connect(link.port, '127.0.0.1');
  closing.push(() => socket.destroy());
  socket.write(question);
  const answer = new Promise<string>((resolve) => {
    socket.once('data', (bytes) => resolve(String(bytes)));
    socket.once('error', () => resolve('reset'));
    socket.once('close', () => resolve('closed'));
  });
  return Promise.race([answer, sleep(300, 'silence')]);
}

it('new connections go to the ready upstreams in turn, and past one that refuses', async () => {
  const [one, other] = [await echo('one'), await echo('other')];
  const link = await linkTo(one, other);
  const answers = [await ask(link, 'x'), await ask(link, 'x')];
  expect(answers.sort()).toEqual(['one x', 'other x']);
  one.isReady = () => false;
  expect(await ask(link, 'c')).toBe('other c');
  link.leadTo([{ port: await freePort(), isReady: () => true }, other]);
  expect([await ask(link, 'd'), await ask(link, 'e')]).toEqual(['other d', 'other e']);
});

it('nothing arrives in a black hole, and what was sent arrives when it is over', async () => {
  const link = await linkTo(await echo('one'));
  link.change({ kind: 'black hole' });
  const socket = connect(link.port, '127.0.0.1');
  closing.push(() => socket.destroy());
  const answered = once(socket, 'data');
  socket.write('late');
  expect(await Promise.race([answered, sleep(150, 'silence')])).toBe('silence');
  link.change({ kind: 'fair' });
  expect(String((await answered)[0])).toBe('one late');
});

it('a slow link delays both ways and keeps the order', async () => {
  const link = await linkTo(await echo('one'));
  link.change({ kind: 'late', delayMs: 60 });
  const since = performance.now();
  expect(await ask(link, 'x')).toBe('one x');
  expect(performance.now() - since).toBeGreaterThan(115);
});

it('a trickling link lets one byte through at a time, in order, and the rest at once when it is over', async () => {
  const link = await linkTo(await echo('one'));
  link.change({ kind: 'trickling', everyMs: 10 });
  const socket = connect(link.port, '127.0.0.1');
  closing.push(() => socket.destroy());
  const pieces: string[] = [];
  socket.on('data', (piece) => pieces.push(String(piece)));
  const since = performance.now();
  socket.write('abc');
  while (pieces.join('').length < 6) await once(socket, 'data');
  expect(performance.now() - since).toBeGreaterThan(60);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(4);
  link.change({ kind: 'fair' });
  while (!pieces.join('').endsWith('one c')) await once(socket, 'data');
  expect(pieces.join('')).toBe('one aone bone c');
});

it('a refusing link resets everybody, a cut only those who are there', async () => {
  const link = await linkTo(await echo('one'));
  expect(await ask(link, 'x')).toBe('one x');
  expect(link.connections()).toBe(1);
  link.cut();
  expect(await ask(link, 'x')).toBe('one x');
  link.change({ kind: 'refusing' });
  expect(['reset', 'closed']).toContain(await ask(link, 'x'));
});

it('tearing weather breaks every other answer off in the middle', async () => {
  const link = await linkTo(await echo('one'));
  link.change({ kind: 'tearing', every: 2 });
  const answers = [await ask(link, 'xxxx'), await ask(link, 'xxxx'), await ask(link, 'xxxx')];
  expect(answers.filter((answer) => answer === 'one xxxx')).toHaveLength(2);
});
