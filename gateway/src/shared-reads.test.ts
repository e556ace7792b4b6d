import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSharedReads } from './shared-reads.ts';

/** A menu that changes while it is read: each read answers what stood there when it began. */
function menu() {
  const state = { version: 1, reads: 0 };
  const read = async () => {
    const { version } = state;
    state.reads += 1;
    await sleep(5);
    return version;
  };
  return { state, read };
}

test('whoever comes while a read is under way shares the next one, and sees what changed before they came', async () => {
  const { state, read } = menu();
  const shared = createSharedReads<number>();
  const first = shared('menu', read);
  state.version = 2;
  const later = Array.from({ length: 50 }, () => shared('menu', read));
  expect(await first).toBe(1);
  expect(await Promise.all(later)).toEqual(Array(50).fill(2));
  expect(state.reads).toBe(2);
});

test('nothing is kept: the next one after a pause asks again', async () => {
  const { state, read } = menu();
  const shared = createSharedReads<number>();
  await shared('menu', read);
  await shared('menu', read);
  expect(state.reads).toBe(2);
});

test('other questions do not wait for each other', async () => {
  const { state, read } = menu();
  const shared = createSharedReads<number>();
  await Promise.all([shared('menu', read), shared('categories', read)]);
  expect(state.reads).toBe(2);
});

test('a failure is that of those who asked together, and not of those who come after', async () => {
  const shared = createSharedReads<number>();
  const failing = shared('menu', () => Promise.reject(new Error('away')));
  const next = shared('menu', async () => 7);
  await expect(failing).rejects.toThrow('away');
  expect(await next).toBe(7);
  expect(await shared('menu', async () => 8)).toBe(8);
});

test('a line of readers that never ends is served in turns', async () => {
  const { state, read } = menu();
  const shared = createSharedReads<number>();
  const readers = Array.from({ length: 10 }, async () => {
    for (let round = 0; round < 10; round += 1) await shared('menu', read);
  });
  await Promise.all(readers);
  expect(state.reads).toBeLessThan(25);
});
