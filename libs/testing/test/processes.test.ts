import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@campus/testing/eventually';
import { startProcess } from '@campus/testing/process';
import { isAlive } from '@campus/testing/test-run';
import { expect, test } from 'vitest';

const entry = new URL('./fixtures/sample-service.ts', import.meta.url);

test('a service runs with the given environment and next to nothing else', async () => {
  const service = await startProcess(entry, { COLOUR: 'red' });
  const environment: unknown = await (await fetch(`${service.url}/env`)).json();
  expect(environment).toMatchObject({ COLOUR: 'red', NODE_ENV: 'test' });
  expect(Object.keys(Object(environment)).sort()).toEqual([
    'COLOUR',
    'HOME',
    'NODE_COMPILE_CACHE',
    'NODE_ENV',
    'PATH',
    'PORT',
  ]);
  expect(service.logs).toMatchObject([{ level: 'info', message: 'ready', pid: service.pid() }]);
});

test('it can be killed, stopped and started again at the same address', async () => {
  const service = await startProcess(entry, {});
  await service.kill('SIGKILL');
  await expect(fetch(service.url)).rejects.toThrow();
  await service.restart();
  expect((await fetch(service.url)).status).toBe(200);
  expect(await service.stop()).toBe(0);
  await eventually(() => expect(service.logs).toHaveLength(2));
});

test('a service that does not start fails with its last words', async () => {
  await expect(startProcess(entry, { BROKEN: '1' })).rejects.toThrow(/exit code 78[\s\S]*The environment is not valid/);
});

test('a service does not outlive a test process that is killed', async () => {
  const holder = spawn(process.execPath, ['--input-type=module-typescript', '-e', holderProgram], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [chunk] = await once(holder.stdout, 'data');
  const pid = Number(String(chunk));
  expect(isAlive(pid)).toBe(true);
  holder.kill('SIGKILL');
  await eventually(() => expect(isAlive(pid)).toBe(false));
});

const holderProgram = `
  import { spawn } from 'node:child_process';
  const args = ['--import', '${new URL('../src/leash.ts', import.meta.url)}', '${entry.pathname}'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'], env: { PORT: '0' } });
  process.stdout.write(String(child.pid));
  setInterval(() => {}, 1000);
`;
