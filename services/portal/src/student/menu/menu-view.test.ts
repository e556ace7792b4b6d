import { describe, expect, test } from 'vitest';
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
  category: { id: 'south', name: 'South' },
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

test('categories keep the order of the menu', () => {
  const other = { ...dosa, id: 'roti', category: { id: 'north', name: 'North' } };
  expect(byCategory([dosa, other, { ...dosa, id: 'idli' }]).map(({ id, dishes }) => [id, dishes.length])).toEqual([
    ['south', 2],
    ['north', 1],
  ]);
});
