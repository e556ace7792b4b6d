import { randomFrom } from '@campus/testing/random';
import { expect, it } from 'vitest';
import { FAULT_MATRIX } from '../matrix/fault-matrix.ts';
import { type Episode, nameOf, planEpisodes } from './plan.ts';

function first(count: number, seed: number): Episode[] {
  const episodes = planEpisodes(FAULT_MATRIX, randomFrom(seed));
  return Array.from({ length: count }, () => episodes.next().value);
}
const written = (episodes: Episode[]) => episodes.map((one) => `${nameOf(one)} ${one.holdMs} ${one.apartMs}`);

it('the same seed gives the same schedule, another seed another one', () => {
  expect(written(first(100, 7))).toEqual(written(first(100, 7)));
  expect(written(first(100, 7))).not.toEqual(written(first(100, 8)));
});

it('every fault of the matrix comes in the first round, alone', () => {
  const round = first(FAULT_MATRIX.length, 3);
  expect(round.every(({ blows }) => blows.length === 1)).toBe(true);
  expect(new Set(round.map(({ blows }) => blows[0]?.fault))).toEqual(new Set(FAULT_MATRIX));
});

it('pairs come later and have nothing in common', () => {
  const pairs = first(FAULT_MATRIX.length * 6, 5).filter(({ blows }) => blows.length === 2);
  expect(pairs.length).toBeGreaterThan(10);
  for (const { blows } of pairs) {
    const parts = blows.flatMap(({ fault, victim }) => fault.touches(victim));
    expect(new Set(parts).size).toBe(parts.length);
  }
});

it('names of faults are unique: the report and PLANT know them by these', () => {
  expect(new Set(FAULT_MATRIX.map(({ name }) => name)).size).toBe(FAULT_MATRIX.length);
});

it('a process that is to die on its way to the broker or a provider is never paired with a fault of these', () => {
  const pairs = first(3_000, 21).filter(({ blows }) => blows.length === 2);
  const beside = pairs.flatMap(({ blows }) => {
    const others = blows.filter(({ fault }) => fault.name !== 'crash point');
    return others.length === 1 ? others.map(({ fault }) => fault.name) : [];
  });
  expect(beside.length).toBeGreaterThan(5);
  expect(beside.filter((name) => /^(broker|queue|poison|duplicates|provider|webhooks|pushes)/.test(name))).toEqual([]);
});
