import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBreaker } from './breaker.ts';
import { guardCalls } from './guard-calls.ts';

class TooLate extends Error {}
const late = () => Promise.reject(new TooLate('late'));
const refuse = () => Promise.reject(new Error('no'));
const answer = async () => 'answered';
const breakerOf = (name: string) => createBreaker(name, (error) => error instanceof TooLate);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function tryOut(breaker: ReturnType<typeof breakerOf>, work: () => Promise<unknown>, times: number) {
  for (let time = 0; time < times; time += 1) await breaker(work).catch(() => undefined);
}

test('after five calls that took too long the next is refused at once, and one after five seconds finds out', async () => {
  const breaker = breakerOf('slow');
  await tryOut(breaker, late, 5);
  const asked = vi.fn(answer);
  await expect(breaker(asked)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(asked).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5_001);
  await expect(breaker(late)).rejects.toBeInstanceOf(TooLate);
  await expect(breaker(asked)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await vi.advanceTimersByTimeAsync(5_001);
  expect(await breaker(asked)).toBe('answered');
  expect(await breaker(asked)).toBe('answered');
});

test('while one is sent to find out, the others do not wait for it', async () => {
  const breaker = breakerOf('tried');
  await tryOut(breaker, late, 5);
  await vi.advanceTimersByTimeAsync(5_001);
  const { promise, resolve } = Promise.withResolvers<string>();
  const probe = breaker(() => promise);
  await expect(breaker(answer)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  resolve('back');
  expect(await probe).toBe('back');
  expect(await breaker(answer)).toBe('answered');
});

test('errors that come quickly open nothing, nor does a slow one among answers', async () => {
  const breaker = breakerOf('failing');
  await tryOut(breaker, refuse, 50);
  await tryOut(breaker, answer, 5);
  await tryOut(breaker, late, 5);
  expect(await breaker(answer)).toBe('answered');
});

test('an object is guarded with all its functions', async () => {
  const target = guardCalls(breakerOf('object'), { name: 'x', ask: async (what: string) => `${what}!` });
  expect([target.name, await target.ask('well')]).toEqual(['x', 'well!']);
});
