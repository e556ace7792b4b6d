import type { AdminMenuItemView, CategoryView } from '@campus/contracts/menu-api';
import { rupees as rupeesSchema } from '@campus/contracts/values';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rupeesText } from '../../texts/rupees-text.ts';
import { changedFields, differences, draftOf, fieldsOf, rebased } from './dish-draft.ts';
import { menuSections, moved, NO_FILTER } from './menu-sections.ts';
import { MOST_BYTES, photoFault } from './photo.ts';
import { priceFrom } from './price-from.ts';

const category = { id: 'c', name: 'Mains', display_order: 1, is_active: true } as CategoryView;
const drinks = { ...category, id: 'd', name: 'Drinks' };
const dish = {
  id: '1',
  name: 'Dal Fry',
  description: 'Yellow lentils',
  price: 8.35,
  is_veg: true,
  is_available: true,
  time_slots: ['lunch', 'dinner'],
  category_id: 'c',
  category: { id: 'c', name: 'Mains' },
  version: 1,
} as AdminMenuItemView;
const lassi = { ...dish, id: '2', name: 'Lassi', category_id: 'd', category: drinks, is_available: false };

test('every price of paise goes into the field and out again as the same number, and the API takes it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (paise) => {
      const rupees = Number(`${Math.floor(paise / 100)}.${String(paise % 100).padStart(2, '0')}`);
      expect(priceFrom(rupeesText(rupees))).toBe(rupees);
      expect(rupeesSchema.safeParse(priceFrom(rupeesText(rupees))).success).toBe(true);
    }),
  );
});

test.each([
  ['120', 120],
  [' 42.5 ', 42.5],
  ['₹ 1,250.05', 1250.05],
  ['1,00,000', 100_000],
])('%j is a price', (text, rupees) => expect(priceFrom(text)).toBe(rupees));

test.each(['', '0', '0.00', '-5', '12.345', '1e3', '12,5', 'ten', '12.', '1.2.3', '999999999'])(
  '%j is no price',
  (text) => expect(priceFrom(text)).toBeUndefined(),
);

test('the menu is shown by category; a filter leaves what fits and where it is', () => {
  const menu = { categories: [category, drinks], dishes: [dish, lassi] };
  expect(menuSections(menu, NO_FILTER).map(({ dishes }) => dishes.length)).toEqual([1, 1]);
  const found = (filter: object) =>
    menuSections(menu, { ...NO_FILTER, ...filter }).flatMap(({ dishes }) => dishes.map(({ name }) => name));
  expect(found({ search: 'LENTIL dal' })).toEqual(['Dal Fry']);
  expect(found({ search: 'drinks' })).toEqual(['Lassi']);
  expect(found({ show: 'off' })).toEqual(['Lassi']);
  expect(menuSections(menu, { search: '', show: 'off' }).map(({ category: { name } }) => name)).toEqual(['Drinks']);
  expect(menuSections({ categories: [category], dishes: [] }, NO_FILTER)).toEqual([{ category, dishes: [] }]);
});

test('a thing moves to its place and all others keep their order', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

test('a form sends what was changed and nothing else', () => {
  const draft = draftOf(dish);
  const asFields = (change: object) => fieldsOf({ ...draft, ...change });
  const sent = (change: object) => changedFields(dish, asFields(change) ?? expect.fail('no fields'));
  expect(sent({})).toEqual({});
  expect(sent({ windows: ['dinner', 'lunch'] })).toEqual({});
  expect(sent({ name: ' Dal Tadka ', price: '8.40' })).toEqual({ name: 'Dal Tadka', price: 8.4 });
  expect(sent({ description: ' ' })).toEqual({ description: null });
  expect(asFields({ price: 'free' })).toBeUndefined();
});

test('on a newer state what was written stays and what was not touched is theirs', () => {
  const theirs = { ...dish, price: 9, name: 'Dal', version: 2 };
  expect(differences(dish, theirs)).toEqual(['name', 'price']);
  const mine = { ...draftOf(dish), name: 'Dal Tadka' };
  expect(rebased(mine, dish, theirs)).toMatchObject({ name: 'Dal Tadka', price: '9' });
});

test('a file that cannot become a photo is known before it is sent', () => {
  expect(photoFault({ type: 'image/png', size: MOST_BYTES })).toBeUndefined();
  expect(photoFault({ type: 'image/png', size: MOST_BYTES + 1 })).toBe('too-large');
  expect(photoFault({ type: 'application/pdf', size: 1 })).toBe('wrong-kind');
  expect(photoFault({ type: '', size: 1 })).toBe('wrong-kind');
});
