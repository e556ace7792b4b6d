import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPulse, SIGN_OF_LIFE_MS } from './pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const silent = () => new Promise<boolean>((resolve) => setTimeout(resolve, SIGN_OF_LIFE_MS, false));

test('who waits for a side that shows no sign of life gives up within 2.5 s', async () => {
  const [giveUp, isAlive] = [vi.fn(), vi.fn(silent)];
  createPulse(isAlive).wait(giveUp);
  await vi.advanceTimersByTimeAsync(700);
  expect(isAlive).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_800);
  expect(giveUp).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(giveUp).toHaveBeenCalledOnce();
  expect(isAlive).toHaveBeenCalledOnce();
});

test('who comes while it is asked gives up with the others, and who comes later waits as they did', async () => {
  const pulse = createPulse(silent);
  pulse.wait(() => undefined);
  await vi.advanceTimersByTimeAsync(1_100);
  const [early, late] = [vi.fn(), vi.fn()];
  pulse.wait(early);
  await vi.advanceTimersByTimeAsync(1_400);
  expect(early).toHaveBeenCalledOnce();
  pulse.wait(late);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(late).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  expect(late).toHaveBeenCalledOnce();
});

test('a slow answer of a side that lives is waited for, and the side is asked once a second', async () => {
  const [giveUp, isAlive] = [vi.fn(), vi.fn(async () => true)];
  const pulse = createPulse(isAlive);
  const answered = Array.from({ length: 50 }, () => pulse.wait(giveUp));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(giveUp).not.toHaveBeenCalled();
  expect(isAlive.mock.calls.length).toBeGreaterThan(5);
  expect(isAlive.mock.calls.length).toBeLessThan(14);
  for (const done of answered) done();
  isAlive.mockClear();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(isAlive).not.toHaveBeenCalled();
});

test('whoever is late themselves does not judge, and asks again', async () => {
  const giveUp = vi.fn();
  const crowded = vi.fn(() => new Promise<boolean>((resolve) => setTimeout(resolve, SIGN_OF_LIFE_MS + 500, false)));
  createPulse(crowded).wait(giveUp);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(crowded.mock.calls.length).toBeGreaterThan(1);
  expect(giveUp).not.toHaveBeenCalled();
  crowded.mockImplementation(silent);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(giveUp).toHaveBeenCalledOnce();
});

test('an answer to somebody else is a sign of life', async () => {
  const giveUp = vi.fn();
  const pulse = createPulse(silent);
  pulse.wait(giveUp);
  const answers = setInterval(() => {
    const done = pulse.wait(() => undefined);
    setTimeout(done, 100);
  }, 500);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(giveUp).not.toHaveBeenCalled();
  clearInterval(answers);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(giveUp).toHaveBeenCalledOnce();
});

test('nobody is asked while answers come', async () => {
  const isAlive = vi.fn(silent);
  const pulse = createPulse(isAlive);
  for (let turn = 0; turn < 50; turn += 1) {
    const done = pulse.wait(() => undefined);
    await vi.advanceTimersByTimeAsync(100);
    done();
  }
  expect(isAlive).not.toHaveBeenCalled();
});
