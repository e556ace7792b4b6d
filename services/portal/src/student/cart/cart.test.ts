import { expect, test } from 'vitest';
import { withQuantity } from './cart.ts';

const line = { menu_item_id: 'dosa', quantity: 2 };

test('a new dish comes last', () =>
  expect(withQuantity([line], 'idli', 1)).toEqual([line, { menu_item_id: 'idli', quantity: 1 }]));
test('a known dish keeps its place', () =>
  expect(withQuantity([line, { menu_item_id: 'idli', quantity: 1 }], 'dosa', 3)[0]).toEqual({
    menu_item_id: 'dosa',
    quantity: 3,
  }));
test('none of a dish takes its line away', () => expect(withQuantity([line], 'dosa', 0)).toEqual([]));
