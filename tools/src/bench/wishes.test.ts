import { expect, test } from 'vitest';
import { PARTS, readWishes } from './wishes.ts';

test('without wishes everything runs, five rounds, on servers of its own', () => {
  expect(readWishes([])).toMatchObject({ parts: [...PARTS], rounds: 5, servers: 'own', isStrict: false });
});

test('parts run in their own order, however they are asked for', () => {
  expect(readWishes(['--only', 'orders,menu', '--rounds', '3']).parts).toEqual(['menu', 'orders']);
});

test('a quick run has two rounds and shorter ones', () => {
  const quick = readWishes(['--quick']);
  expect(quick.rounds).toBe(2);
  expect(quick.seconds).toBeLessThan(readWishes([]).seconds);
  expect(readWishes(['--quick', '--rounds', '4']).rounds).toBe(4);
});

test('how many orders of the past there are at the most can be chosen', () => {
  expect(readWishes(['--quick', '--orders', '5000']).mostOrders).toBe(5_000);
});

test.each([['--only=dinner'], ['--rounds=0'], ['--rounds=many'], ['--orders=1000'], ['--servers=yours'], ['--loud']])(
  '%s is answered with the usage',
  (arg) => {
    expect(() => readWishes([arg])).toThrow('npm run bench');
  },
);
