import { expect, it } from 'vitest';
import { randomFrom } from './random.ts';

const draws = (seed: number, name: string) => {
  const random = randomFrom(seed).stream(name);
  return Array.from({ length: 20 }, () => random.whole(0, 1_000));
};

it('the same seed gives the same numbers, another seed or another stream gives others', () => {
  expect(draws(7, 'students')).toEqual(draws(7, 'students'));
  expect(draws(7, 'students')).not.toEqual(draws(8, 'students'));
  expect(draws(7, 'students')).not.toEqual(draws(7, 'faults'));
});

it('what one stream is asked does not change another', () => {
  const root = randomFrom(3);
  const before = root.stream('b').next();
  for (let turn = 0; turn < 10; turn += 1) root.stream('a').next();
  expect(root.stream('b').next()).toBe(before);
});

it('numbers are spread evenly and stay within their bounds', () => {
  const random = randomFrom(1);
  const counts = [0, 0, 0, 0];
  for (let draw = 0; draw < 4_000; draw += 1) {
    const number = random.whole(0, 3);
    counts[number] = (counts[number] ?? Number.NaN) + 1;
  }
  expect(counts.every((count) => count > 850 && count < 1_150)).toBe(true);
});

it('a shuffle keeps every item', () => {
  expect(randomFrom(5).shuffle([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});
