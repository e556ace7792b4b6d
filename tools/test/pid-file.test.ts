import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { claimPidFile, readPidFile, withLock } from '../src/platform/lock-file.ts';
import { end, identify } from '../src/platform/process-identity.ts';

let file: string;

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'pid-file-')), 'some.pid');
});

test('a free pid file is claimed with the own pid', () => {
  expect(claimPidFile(file)).toBeUndefined();
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(String(process.pid));
});

test('a pid file of a living process is not taken over', () => {
  const init = identify(1);
  writeFileSync(file, `1\n${init?.started}\n`);
  expect(claimPidFile(file)).toEqual(init);
});

test('a pid file is stale when its pid belongs to another process by now', () => {
  writeFileSync(file, '1\nanother start\n');
  expect(readPidFile(file)).toBeUndefined();
  expect(claimPidFile(file)).toBeUndefined();
});

test('a process is never ended by its pid alone', async () => {
  await end({ pid: process.pid, started: 'another start' }, 100);
  expect(identify(process.pid)).toBeDefined();
});

test('work under one lock does not overlap, even within one process', async () => {
  const steps: string[] = [];
  const work = (name: string) =>
    withLock(file, async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      steps.push(`${name} ends`);
    });
  await Promise.all([work('first'), work('second')]);
  expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});
