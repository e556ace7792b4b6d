import { describe, expect, test } from 'vitest';
import type { Menu } from './dish.ts';
import { byCategory, fits, isServed, NO_FILTERS } from './menu-view.ts';

const dosa = {
  id: 'dosa',
  name: 'Masala Dosa',
  description: 'with chutney',
  price: 60,
  image_url: null,
  thumbnail_url: null,
  is_veg: true,
  is_available: true,
  time_slots: ['breakfast'],
  category_id: 'south',
  display_order: 1,
  version: 1,
  is_deleted: false,
};

describe('a dish', () => {
  test('is served in its own windows only', () => {
    expect([isServed(dosa, 'breakfast'), isServed(dosa, 'lunch'), isServed(dosa, undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isServed({ ...dosa, time_slots: [] }, 'lunch')).toBe(true);
    expect(isServed({ ...dosa, is_available: false }, 'breakfast')).toBe(false);
  });
  test('is found by all words, in name or description', () => {
    expect(fits(dosa, { ...NO_FILTERS, search: 'CHUTNEY dosa' }, 'breakfast')).toBe(true);
    expect(fits(dosa, { ...NO_FILTERS, search: 'dosa egg' }, 'breakfast')).toBe(false);
  });
  test('falls out by each filter', () => {
    expect(fits({ ...dosa, is_veg: false }, { ...NO_FILTERS, vegOnly: true }, 'breakfast')).toBe(false);
    expect(fits(dosa, { ...NO_FILTERS, nowOnly: true }, 'lunch')).toBe(false);
    expect(fits(dosa, { ...NO_FILTERS, category: 'north' }, 'breakfast')).toBe(false);
  });
});

const category = (id: string, display_order: number) => ({ id, name: id, display_order, is_active: true, version: 1 });
const orderOf = (menu: Menu) =>
  byCategory(menu, () => true).map(({ category, dishes }) => [category.id, ...dishes.map(({ id }) => id)]);

test('categories and their dishes come in the order of the menu; what is in no category that is shown is not there', () => {
  const dishes = [
    { ...dosa, display_order: 2 },
    { ...dosa, id: 'roti', category_id: 'north' },
    { ...dosa, id: 'idli' },
    { ...dosa, id: 'cola', category_id: 'switched-off' },
  ];
  const categories = [category('south', 2), category('north', 1), category('empty', 0)];
  expect(orderOf({ dishes, categories })).toEqual([
    ['north', 'roti'],
    ['south', 'idli', 'dosa'],
  ]);
  expect(orderOf({ dishes, categories: [category('south', 1), category('north', 2)] }).map(([id]) => id)).toEqual([
    'south',
    'north',
  ]);
});
