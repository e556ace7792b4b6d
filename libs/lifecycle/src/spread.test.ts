import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('everything is done once, evenly over the time, and at once when there is no time', async () => {
  const startedAt = performance.now();
  const moments: number[] = [];
  const done: number[] = [];
  const items = Array.from({ length: 50 }, (_, index) => index);
  await spread(items, 500, (item) => {
    done.push(item);
    moments.push(performance.now() - startedAt);
  });
  expect(done).toEqual(items);
  expect(moments[9]).toBeLessThan(90);
  expect(moments[10]).toBeGreaterThan(90);
  expect(moments[49]).toBeGreaterThan(390);

  const atOnce: number[] = [];
  const work = spread(items, 0, (item) => void atOnce.push(item));
  expect(atOnce).toEqual(items);
  await work;
});
