import { connectDatabase } from '@campus/database/connect';
import { createLogger } from '@campus/logger/logger';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { searchItems } from '../src/queries/search-items.ts';
import { startCatalog } from './support/catalog.ts';

const { as, db, env } = await startCatalog();
const logger = createLogger({ service: 'test', level: 'silent' });
const admin = as('admin');
const { id: category_id } = (await admin('POST', '/admin/menu/categories', { name: 'All' })).body.category;
const DISHES: [name: string, description?: string][] = [
  ['Thali', 'Rice, paneer, dal'],
  ['Shahi Paneer'],
  ['Paneer Tikka', 'Grilled cottage cheese'],
  ['Masala Dosa', 'Crisp rice crepe, potato, sambar'],
  ['Chicken Biryani'],
  ['Samosa', 'Two pieces'],
  ['Masala Chai'],
  ['Rajma Chawal'],
  ['Paneer'],
  ['Kadaipaneer Roll'],
  ['100% Juice_mix \\ "special"', "O'Brien"],
  ['पनीर टिक्का'],
];
for (const [index, [name, description = null]] of DISHES.entries()) {
  await admin('POST', '/admin/menu/items', { category_id, name, description, price: 10, display_order: index });
}
const found = async (search: string, more = '') =>
  (await as('consumer')('GET', `/menu/items?search=${encodeURIComponent(search)}${more}`)).body.items.map(
    ({ name }) => name,
  );

test.each([
  ['panner', ['Shahi Paneer', 'Paneer Tikka', 'Paneer', 'Thali']],
  ['PANNER', ['Shahi Paneer', 'Paneer Tikka', 'Paneer', 'Thali']],
  ['dosai', ['Masala Dosa']],
  ['biriyani', ['Chicken Biryani']],
  ['briyani', ['Chicken Biryani']],
  ['chiken', ['Chicken Biryani']],
  ['samosaa', ['Samosa']],
  ['masla dosa', ['Masala Dosa']],
  ['tikka paneer', ['Shahi Paneer', 'Paneer Tikka', 'Paneer', 'Thali']],
  ['pizza', []],
  ['qqqq', []],
])('"%s" finds what was meant', async (search, names) => {
  expect(await found(search)).toEqual(names);
});

test('the exact name comes first, then words that begin so, then what contains it, then descriptions, each in display order', async () => {
  expect(await found('paneer')).toEqual(['Paneer', 'Shahi Paneer', 'Paneer Tikka', 'Kadaipaneer Roll', 'Thali']);
  expect(await found('chai')).toEqual(['Masala Chai', 'Rajma Chawal']);
  expect(await found('rice')).toEqual(['Thali', 'Masala Dosa']);
});

test.each([
  ['%', ['100% Juice_mix \\ "special"']],
  ['0%', ['100% Juice_mix \\ "special"']],
  ['_mix', ['100% Juice_mix \\ "special"']],
  ['\\', ['100% Juice_mix \\ "special"']],
  ['"spec', ['100% Juice_mix \\ "special"']],
  ["o'b", ['100% Juice_mix \\ "special"']],
  ["' or 1=1 --", []],
  ['a%a', []],
  ['टिक्का', ['पनीर टिक्का']],
])('%s is taken literally', async (search, names) => {
  expect(await found(search)).toEqual(names);
});

test('a search is one filter among the others, for staff too', async () => {
  expect(await found('panner', '&is_veg=false')).toEqual([]);
  const { body } = await admin(
    'GET',
    `/admin/menu/items?search=panner&category_id=${category_id.toUpperCase()}&time_slot=lunch`,
  );
  expect(body.items.map(({ name }) => name)).toEqual(['Shahi Paneer', 'Paneer Tikka', 'Paneer', 'Thali']);
  expect(body.total).toBe(4);
});

test('how alike words must be is a setting of the search alone: it does not stay with the connection', async () => {
  const one = connectDatabase({ url: env.DATABASE_URL ?? '', name: 'test', maxConnections: 1, logger });
  atEnd(() => one.destroy());
  expect((await searchItems(one, 'panner'))?.size).toBe(4);
  const settings = `select current_setting('pg_trgm.strict_word_similarity_threshold') as alike, current_setting('cpu_operator_cost') as cost`;
  expect((await one.raw(settings)).rows).toEqual([{ alike: '0.5', cost: '0.0025' }]);
});

test('among two thousand dishes the search uses its index', async () => {
  await db.raw(
    `insert into menu_items (id, category_id, name, description, price, version, created_at, updated_at)
     select gen_random_uuid(), ?, (array['Aloo', 'Gobi', 'Mutton', 'Fish', 'Prawn', 'Egg', 'Palak', 'Malai'])[1 + n % 8] || ' '
       || (array['Curry', 'Fry', 'Korma', 'Soup', 'Kofta', 'Kebab', 'Thali', 'Pakora', 'Momo'])[1 + n % 9] || ' ' || n,
       'Slow-cooked with spices, onions and herbs, served hot, number ' || n, 10, 1, now(), now()
     from generate_series(1, 2000) n`,
    [category_id],
  );
  await db.raw('analyze menu_items');
  const scans = async (): Promise<number> =>
    (await db('pg_stat_user_indexes').where({ indexrelname: 'menu_items_search_idx' }).first('idx_scan')).idx_scan;
  const before = await scans();
  const startedAt = performance.now();
  expect(await eventually(() => found('panner tikka'))).toContain('Paneer Tikka');
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await eventually(async () => expect(await scans()).toBeGreaterThan(before));
});
