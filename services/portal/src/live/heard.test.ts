import type { OrderView } from '@campus/contracts/order-state';
import { expect, test } from 'vitest';
import { createHeard, withHeard } from './heard.ts';

const order = (id: string, version: number, status = 'received') => ({ id, version, status }) as OrderView;
function ears(lagMs = 0) {
  const clock = { now: 0 };
  const heard = createHeard<OrderView>({ now: () => clock.now, lagMs });
  const wait = (ms: number) => {
    clock.now += ms;
  };
  return { heard, wait };
}
const belongs = ({ status }: OrderView) => status !== 'completed';

test('an order comes, changes and goes', () => {
  const one = withHeard([], order('a', 1), belongs);
  expect(one).toEqual([order('a', 1)]);
  const changed = withHeard(one, order('a', 2, 'preparing'), belongs);
  expect(changed).toEqual([order('a', 2, 'preparing')]);
  expect(withHeard(changed, order('a', 3, 'completed'), belongs)).toEqual([]);
});

test('what does not belong never comes, and the list stays the same object', () => {
  const list = [order('a', 1)];
  expect(withHeard(list, order('b', 1, 'completed'), belongs)).toBe(list);
  expect(withHeard(list, order('a', 1), belongs)).toBe(list);
});

test('a late message is not taken in, so that a finished order does not come back', () => {
  const { heard } = ears();
  expect(heard.note(order('a', 3, 'completed'))).toBe(true);
  expect(heard.note(order('a', 2))).toBe(false);
});

test('an order that came while the list was being fetched is in it', () => {
  const { heard, wait } = ears();
  heard.note(order('old', 1));
  wait(1);
  const mark = heard.mark();
  heard.note(order('new', 1));
  expect(heard.bringUpToDate([order('a', 1)], { mark, belongs })).toEqual([order('a', 1), order('new', 1)]);
});

test('a fetched list that was overtaken shows what was heard, also that an order is over', () => {
  const { heard } = ears();
  heard.note(order('a', 5, 'preparing'));
  heard.note(order('b', 9, 'completed'));
  const fetched = [order('a', 4), order('b', 8), order('c', 1)];
  expect(heard.bringUpToDate(fetched, { mark: heard.mark(), belongs })).toEqual([
    order('a', 5, 'preparing'),
    order('c', 1),
  ]);
});

test('an answer may be a little old: what was heard shortly before it was asked for is newer', () => {
  const { heard, wait } = ears(1_000);
  heard.note(order('long ago', 1));
  wait(1_500);
  heard.note(order('just now', 1));
  wait(500);
  const mark = heard.mark();
  expect(heard.bringUpToDate([], { mark, belongs })).toEqual([order('just now', 1)]);
});

test('an older message changes nothing that is shown', () => {
  const list = [order('a', 5, 'preparing')];
  expect(withHeard(list, order('a', 4, 'completed'), belongs)).toBe(list);
});
