import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newestOf, refreshed, withNewest } from './keep-newest.ts';

const thing = (id: string, version: number) => ({ id, version });

test('the higher version is kept, whatever comes last', () => {
  expect(newestOf(thing('a', 3), thing('a', 2))).toEqual(thing('a', 3));
  expect(newestOf(thing('a', 3), thing('a', 4))).toEqual(thing('a', 4));
  expect(newestOf(undefined, thing('a', 1))).toEqual(thing('a', 1));
});

test('a list keeps its order, grows by what is new and is the same list when nothing changed', () => {
  const list = [thing('a', 1), thing('b', 2)];
  expect(withNewest(list, thing('a', 2))).toEqual([thing('a', 2), thing('b', 2)]);
  expect(withNewest(list, thing('c', 1))).toEqual([...list, thing('c', 1)]);
  expect(withNewest(list, thing('b', 1))).toBe(list);
});

test('messages in any order and any number lead to the same list', () => {
  const messages = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), version: fc.integer({ min: 1, max: 9 }) }));
  const show = (heard: { id: string; version: number }[]) =>
    Object.fromEntries(
      heard.reduce<readonly { id: string; version: number }[]>(withNewest, []).map(({ id, version }) => [id, version]),
    );
  fc.assert(
    fc.property(messages, (heard) => {
      expect(show(heard)).toEqual(show([...heard, ...heard].reverse()));
    }),
  );
});

test('a fetched list decides who belongs, what was heard meanwhile decides how they are', () => {
  expect(refreshed([thing('a', 1), thing('b', 5)], [thing('a', 2), thing('gone', 9)])).toEqual([
    thing('a', 2),
    thing('b', 5),
  ]);
});
