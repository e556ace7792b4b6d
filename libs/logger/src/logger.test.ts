import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { expect, test } from 'vitest';

const PROGRAM = `
import { createLogger } from '${new URL('./logger.ts', import.meta.url).href}';
const logger = createLogger({ service: 'test', level: 'info', onError: (line) => process.stderr.write(JSON.stringify(line) + '\\n') });
const phone = '+919876543210';
logger.info({ phone, person: { otp: 482913, deep: { list: [{ Authorization: 'Bearer abcdefghij', kept: 1 }] } }, caller: 9876543210 }, 'by name');
logger.info({ note: 'call ' + phone + ' or 98765 43210', url: '/x?token=abc.def&page=2', id: '0195a000-0000-7000-8000-912345678901' }, 'by value');
logger.info('the otp is 482913, eyJhbGciOi.eyJzdWIi.c2ln, asha@upi, postgres://me:' + 'hunter2@db/x');
logger.info({ body: JSON.stringify({ password: 'say "x"', phone, ok: true }) }, 'json in text');
const cause = Object.assign(new Error('login of 9876543210 with Bearer abcdefghij'), { config: { headers: { cookie: 'c' } }, code: '23505' });
logger.error({ err: new Error('outer', { cause }), password: 'hunter2' }, 'failed for +919876543210');
logger.warn('nobody is called for a warning');
`;

interface Line {
  [field: string]: unknown;
}

function written(): { out: Line[]; reported: Line[]; text: string } {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], { encoding: 'utf8' });
  const lines = (text: string): Line[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { out: lines(stdout), reported: lines(stderr), text: stdout + stderr };
}

test('names at any depth, and phones, codes, tokens, addresses and passwords in any text are gone; ids, codes of errors and the rest stay', () => {
  const { out, reported, text } = written();
  for (const secret of ['9876543210', '98765 43210', '482913', 'abcdefghij', 'c2ln', 'asha@upi', 'hunter2', 'say ']) {
    expect(text, secret).not.toContain(secret);
  }
  expect(out[0]).toMatchObject({
    phone: '[redacted]',
    person: { otp: '[redacted]', deep: { list: [{ Authorization: '[redacted]', kept: 1 }] } },
    caller: '[phone]',
  });
  expect(out[1]).toMatchObject({
    note: 'call [phone] or [phone]',
    url: '/x?token=[token]&page=2',
    id: '0195a000-0000-7000-8000-912345678901',
  });
  expect(JSON.parse(String(out[3]?.body))).toEqual({ password: '[redacted]', phone: '[redacted]', ok: true });
  expect(out[4]).toMatchObject({
    level: 'error',
    err: { type: 'Error', cause: { message: 'login of [phone] with Bearer [token]', code: '23505' } },
  });
  expect(text).not.toContain('headers');
  // Told once, of the error alone, and just what was written.
  expect(reported).toEqual([out[4]]);
});

const NAMING = `
import { createLogger } from '${new URL('./logger.ts', import.meta.url).href}';
const [, ...keys] = process.argv;
for (const key of [...keys, undefined]) createLogger({ service: 'test', level: 'info', userKey: key }).info({ user: '0195a000-0000-7000-8000-000000000001' }, 'request');
`;

test('a person is a keyed hash: the same under the same key, another under another or none, and never the id', () => {
  const run = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', NAMING, 'one', 'other'], { encoding: 'utf8' }).stdout;
  const [first, again] = [run(), run()];
  const users = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line): Line => JSON.parse(line).user);
  expect(first).not.toContain('0195a000');
  expect(users(first)).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{16}$/)));
  expect(new Set([...users(first), ...users(again)]).size).toBe(4);
  expect(JSON.parse(first.split('\n')[0] ?? '')).toMatchObject({ service: 'test', version: '1.0.0' });
});

const LONG_DAY = `
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '${new URL('./logger.ts', import.meta.url).href}';
const logger = createLogger({ service: 'test', level: 'info' });
const { heapUsed } = process.memoryUsage();
for (let turn = 0; turn < 20; turn += 1) {
  for (let line = 0; line < 100; line += 1) logger.info({ text: 'x'.repeat(10_000) }, 'long');
  await sleep(5);
}
logger.fatal('nobody waits for this line');
globalThis.gc();
process.stderr.write(JSON.stringify({ grownMegabytes: (process.memoryUsage().heapUsed - heapUsed) / 2 ** 20 }));
`;

test('a full disk ends no process and fills no memory: lines are lost', () => {
  const args = ['--expose-gc', '--input-type=module', '-e', LONG_DAY];
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(JSON.parse(stderr).grownMegabytes).toBeLessThan(10);
  expect(status).toBe(0);
});

const ENDING = `
import { createLogger } from '${new URL('./logger.ts', import.meta.url).href}';
const logger = createLogger({ service: 'test', level: 'info' });
logger.info('the one before');
if (process.argv[1] === 'exit') process.exit(0);
logger.fatal('the last');
process.kill(process.pid, 'SIGKILL');
`;

test('lines wait for others for some milliseconds, but for nothing when the process ends or somebody wrote a fatal one', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', ENDING, ...args], { encoding: 'utf8' }).stdout;
  const messages = (text: string) => text.match(/"message":"[^"]*"/g);
  expect(messages(run('exit'))).toEqual(['"message":"the one before"']);
  expect(messages(run())).toEqual(['"message":"the one before"', '"message":"the last"']);
});
