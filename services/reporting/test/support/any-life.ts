import type { OrderState } from '@campus/contracts/order-state';
import fc from 'fast-check';
import { type Chances, FATES, type Life, live } from './life.ts';

const DISHES = ['Idli', 'Dosa', 'Paneer Tikka', 'Chai'].map((name, index) => ({
  menu_item_id: `0195a000-0000-7000-8000-0000000000a${index}`,
  name,
  item_price_paise: [835, 4_010, 23_000, 1][index] ?? 0,
}));

const line = fc
  .record({ dish: fc.constantFrom(...DISHES), isRenamed: fc.boolean(), quantity: fc.integer({ min: 1, max: 20 }) })
  .map(({ dish: { menu_item_id, name, item_price_paise }, isRenamed, quantity }): OrderState['items'][number] => ({
    menu_item_id,
    item_name: isRenamed ? `${name} (new)` : name,
    is_veg: true,
    item_price_paise,
    quantity,
    line_total_paise: item_price_paise * quantity,
  }));

const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ menu_item_id }) => menu_item_id });

/** Moments at which a day, a month or a summer ends somewhere. */
export const TURNS = {
  'Asia/Kolkata': ['2026-02-13T18:30:00Z', '2026-02-28T18:30:00Z', '2025-12-31T18:30:00Z', '2024-02-29T18:30:00Z'],
  UTC: ['2026-02-14T00:00:00Z', '2026-03-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  'Europe/Berlin': ['2026-03-29T01:00:00Z', '2026-03-28T23:00:00Z', '2026-10-25T01:00:00Z', '2026-10-25T23:00:00Z'],
};

/** An order of any kind, placed within an hour of the moment. */
export function anyLife(turn: string): fc.Arbitrary<Life> {
  const placedAt = fc.integer({ min: -3_600, max: 3_600 }).map((seconds) => Date.parse(turn) + seconds * 1_000);
  const chances: fc.Arbitrary<Chances> = placedAt.chain((moment) =>
    fc.record({
      order: fc.record({
        id: fc.uuid({ version: 7 }),
        payment_method: fc.constantFrom('upi', 'cash'),
        order_type: fc.constantFrom('pickup', 'delivery'),
        slot: fc.constantFrom('lunch', 'night'),
        items: lines,
      }),
      placedAt: fc.constant(moment),
      namedDay: fc.constantFrom(undefined, null, new Date(moment - 86_400_000).toISOString().slice(0, 10)),
      pace: fc.constantFrom(0, 1, 7, 31),
      fate: fc.constantFrom(...FATES),
      recalls: fc.integer({ min: 0, max: 2 }),
      isPaidTwice: fc.boolean(),
      givenBack: fc.array(fc.constantFrom(10, 33, 50, 100), { maxLength: 2 }),
    }),
  );
  return chances.map(live);
}
