import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createKeySource } from '../src/key-source.ts';
import { fakeAuth } from './support/fake-auth.ts';

const auth = await fakeAuth();
const SECOND = 1_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  Object.assign(auth.state, { asked: 0, down: false });
  auth.withdraw('two', 'later');
  auth.publish('one');
});
afterEach(() => vi.useRealTimers());

const letPass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const many = <Result>(count: number, ask: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index)));

test('S03: a thousand invented key ids cost one fetch in 30 seconds', async () => {
  const keys = createKeySource(auth.jwksUrl);
  expect(await keys.find('one')).toBeDefined();
  expect(auth.state.asked).toBe(1);
  for (let second = 0; second < 60; second += 1) {
    for (const found of await many(20, (index) => keys.find(`invented-${second}-${index}`)))
      expect(found).toBeUndefined();
    letPass(SECOND);
  }
  expect(auth.state.asked).toBe(2);
});

test('S03: a key that was published 30 seconds before it signs is found, by all who ask at once, with one fetch', async () => {
  const keys = createKeySource(auth.jwksUrl);
  await keys.find('one');
  auth.publish('two');
  letPass(31 * SECOND);
  const found = await many(50, () => keys.find('two'));
  expect(found.every(Boolean)).toBe(true);
  expect(auth.state.asked).toBe(2);
});

test('the set is fetched again after five minutes, and nobody waits for it', async () => {
  const keys = createKeySource(auth.jwksUrl);
  await keys.find('one');
  letPass(301 * SECOND);
  auth.publish('later');
  await many(10, () => keys.find('one'));
  await vi.waitFor(() => expect(auth.state.asked).toBe(2));
  await sleep(50);
  expect(await keys.find('later')).toBeDefined();
  expect(auth.state.asked).toBe(2);
});

test('while auth is down the known keys go on; whether an unknown one exists cannot be said', async () => {
  const keys = createKeySource(auth.jwksUrl);
  await keys.find('one');
  auth.state.down = true;
  letPass(301 * SECOND);
  for (let second = 0; second < 60; second += 1) {
    expect(await keys.find('one')).toBeDefined();
    await expect(keys.find('two')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    letPass(SECOND);
  }
  expect(auth.state.asked).toBeLessThanOrEqual(4);
  auth.state.down = false;
  letPass(31 * SECOND);
  expect(await keys.find('two')).toBeUndefined();
});

test('a process that starts before auth asks every second until it answers', async () => {
  auth.state.down = true;
  const keys = createKeySource(auth.jwksUrl);
  await expect(keys.find('one')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await expect(keys.find('one')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(auth.state.asked).toBe(1);
  auth.state.down = false;
  letPass(1_001);
  expect(await keys.find('one')).toBeDefined();
});
