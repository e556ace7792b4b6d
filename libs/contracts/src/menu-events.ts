import { z } from 'zod';
import { eventKind } from './event.ts';
import { id, instant, paise } from './values.ts';

export const categoryState = z.object({
  id,
  name: z.string(),
  display_order: z.int(),
  is_active: z.boolean(),
  /** Paths on the API's own host. */
  image_url: z.string().nullable(),
  thumbnail_url: z.string().nullable().optional(),
  version: z.int().positive(),
  updated_at: instant,
});
export type CategoryState = z.infer<typeof categoryState>;

export const menuItemState = z.object({
  id,
  category_id: id,
  name: z.string(),
  description: z.string().nullable(),
  price_paise: paise,
  /** Paths on the API's own host. */
  image_url: z.string().nullable(),
  thumbnail_url: z.string().nullable().optional(),
  is_veg: z.boolean(),
  is_available: z.boolean(),
  /** Names of windows in which it can be ordered; empty means in all. */
  time_slots: z.array(z.string()),
  display_order: z.int(),
  is_deleted: z.boolean(),
  version: z.int().positive(),
  updated_at: instant,
});
export type MenuItemState = z.infer<typeof menuItemState>;

const at = '2026-02-13T06:00:00.000Z';

export const categoryChanged = eventKind('category.changed', 'category', z.object({ category: categoryState }), {
  category: {
    id: '0195a000-0000-7000-8000-000000000004',
    name: 'Starters',
    display_order: 1,
    is_active: true,
    image_url: null,
    version: 1,
    updated_at: at,
  },
});

/** A dish was created, edited, switched on or off, or deleted (`is_deleted`). */
export const menuItemChanged = eventKind('menu_item.changed', 'menu_item', z.object({ item: menuItemState }), {
  item: {
    id: '0195a000-0000-7000-8000-000000000003',
    category_id: '0195a000-0000-7000-8000-000000000004',
    name: 'Paneer Tikka',
    description: 'Grilled cottage cheese',
    price_paise: 23_000,
    image_url: null,
    is_veg: true,
    is_available: true,
    time_slots: ['lunch', 'dinner'],
    display_order: 1,
    is_deleted: false,
    version: 1,
    updated_at: at,
  },
});
