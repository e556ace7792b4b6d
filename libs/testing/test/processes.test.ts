import { eventually } from '@campus/testing/eventually';
import { startProcess } from '@campus/testing/process';
import { expect, test } from 'vitest';

const entry = new URL('./support/sample-service.ts', import.meta.url);

test('a service runs with the given environment and next to nothing else', async () => {
  const service = await startProcess(entry, { COLOUR: 'red' });
  const environment = await (await fetch(`${service.url}/env`)).json();
  expect(environment).toMatchObject({ COLOUR: 'red', NODE_ENV: 'test' });
  expect(Object.keys(environment).sort()).toEqual(['COLOUR', 'HOME', 'NODE_COMPILE_CACHE', 'NODE_ENV', 'PATH', 'PORT']);
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
