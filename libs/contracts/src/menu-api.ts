import { z } from 'zod';
import { chosenInstant, id, instant, rupees, text } from './values.ts';

const position = z.int().min(0).max(1_000_000);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** Names of meal windows; the names are the restaurant's own. Empty means in all. */
const windowNames = z
  .array(text(40))
  .max(20)
  .transform((names) => [...new Set(names)]);

const categoryFields = { name: text(100), display_order: position, is_active: z.boolean() };

export const createCategoryBody = z.strictObject({
  ...categoryFields,
  display_order: position.default(0),
  is_active: z.boolean().default(true),
});

/** The version that the change was made from: if there is a newer one, 409 `VERSION_CONFLICT`. Without it the change is made in any case. */
const seenVersion = z.int().positive();

export const updateCategoryBody = z
  .strictObject({ ...categoryFields, version: seenVersion })
  .partial()
  .refine(someField, { error: 'needs at least one field' });
export type UpdateCategoryBody = z.infer<typeof updateCategoryBody>;

const itemFields = {
  category_id: id,
  name: text(200),
  description: text(2_000, 0).nullable(),
  price: rupees.positive(),
  is_veg: z.boolean(),
  is_available: z.boolean(),
  time_slots: windowNames,
  display_order: position,
};

/** Defaults are those of the columns in the design document. There is no `image_url`: a picture comes by upload only. */
export const createMenuItemBody = z.strictObject({
  ...itemFields,
  description: itemFields.description.default(null),
  is_veg: z.boolean().default(true),
  is_available: z.boolean().default(true),
  time_slots: windowNames.default(['breakfast', 'lunch', 'dinner']),
  display_order: position.default(0),
});
export type CreateMenuItemBody = z.infer<typeof createMenuItemBody>;

export const updateMenuItemBody = z
  .strictObject({ ...itemFields, version: seenVersion })
  .partial()
  .refine(someField, { error: 'needs at least one field' });
export type UpdateMenuItemBody = z.infer<typeof updateMenuItemBody>;

/** `until` says when an item that is switched off comes back by itself. */
export const setAvailabilityBody = z
  .strictObject({ is_available: z.boolean(), until: chosenInstant.optional() })
  .refine((body) => !body.is_available || body.until === undefined, {
    path: ['until'],
    error: 'goes only with is_available false',
  });

const places = z
  .array(id)
  .min(1)
  .max(1_000)
  .refine((ids) => new Set(ids.map((one) => one.toLowerCase())).size === ids.length, { error: 'names one twice' });

/** Those named come in this order, from position 1 on; whoever drags a list sends the whole list. */
export const reorderMenuBody = z
  .strictObject({ category_ids: places, item_ids: places })
  .partial()
  .refine(someField, { error: 'needs at least one field' });
export type ReorderMenuBody = z.infer<typeof reorderMenuBody>;

/** Multipart form with one file. What it is, its content says; name and declared type say nothing. */
export const uploadImageBody = z.strictObject({
  image: z.file().meta({ description: 'JPEG, PNG or WebP, at most 5 MB and 25 megapixels.' }),
});

export const imageParams = z.strictObject({
  file: z
    .string()
    .max(100)
    .meta({ description: 'The name of a picture: the end of an `image_url` or `thumbnail_url`.' }),
});

const images = {
  /** Path on the API's own host, or null. */
  image_url: z.string().nullable(),
  /** The same picture, small. */
  thumbnail_url: z.string().nullable(),
};

export const menuItemsQuery = z.strictObject({
  category_id: id.optional(),
  time_slot: text(40).optional(),
  search: text(100, 0).optional(),
  is_veg: flag.optional(),
  available: flag.optional(),
});
export type MenuItemsQuery = z.infer<typeof menuItemsQuery>;

export const categoryView = z.object({
  id,
  name: z.string(),
  display_order: z.int(),
  is_active: z.boolean(),
  ...images,
  version: z.int().positive(),
  updated_at: instant,
});
export type CategoryView = z.infer<typeof categoryView>;

/** An item as customers see it: the shape of the design document, 5.2, with its place on the menu and its version. */
export const menuItemView = z.object({
  id,
  name: z.string(),
  description: z.string().nullable(),
  price: rupees,
  ...images,
  is_veg: z.boolean(),
  is_available: z.boolean(),
  time_slots: z.array(z.string()),
  category: z.object({ id, name: z.string() }),
  display_order: z.int(),
  /** Of an answer and a live message about one item the higher one is the later. */
  version: z.int().positive(),
});
export type MenuItemView = z.infer<typeof menuItemView>;

/** An item as staff see it: the same and the remaining columns. */
export const adminMenuItemView = z.object({
  ...menuItemView.shape,
  category_id: id,
  available_again_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type AdminMenuItemView = z.infer<typeof adminMenuItemView>;

export const categoryAnswer = z.object({ category: categoryView });
export const categoriesAnswer = z.object({ categories: z.array(categoryView), total: z.int() });
export const menuItemAnswer = z.object({ item: menuItemView });
export const menuItemsAnswer = z.object({ items: z.array(menuItemView), total: z.int() });
export const adminMenuItemAnswer = z.object({ item: adminMenuItemView });
export const adminMenuItemsAnswer = z.object({ items: z.array(adminMenuItemView), total: z.int() });
/** What was named, in its new order. */
export const reorderedMenuAnswer = z.object({ categories: z.array(categoryView), items: z.array(adminMenuItemView) });

// A body that was not sent as JSON arrives as {}: better a 400 than a change of nothing.
function someField(body: object): boolean {
  return Object.keys(body).some((field) => field !== 'version');
}
