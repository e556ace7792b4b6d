import type { AdminMenuItemView, UpdateMenuItemBody } from '@campus/contracts/menu-api';
import { rupeesText } from '../../texts/rupees-text.ts';
import { priceFrom } from './price-from.ts';

/** A dish as it stands in the form. */
export interface DishDraft {
  name: string;
  description: string;
  price: string;
  categoryId: string;
  isVeg: boolean;
  windows: readonly string[];
}

/** The fields of a dish that the form can change. */
export type DishFields = Required<
  Pick<UpdateMenuItemBody, 'name' | 'description' | 'price' | 'category_id' | 'is_veg' | 'time_slots'>
>;
export type DishField = keyof DishFields;
const FIELDS: readonly DishField[] = ['name', 'description', 'price', 'category_id', 'is_veg', 'time_slots'];

export function emptyDraft(categoryId: string): DishDraft {
  return { name: '', description: '', price: '', categoryId, isVeg: true, windows: [] };
}

export function draftOf(dish: AdminMenuItemView): DishDraft {
  return {
    name: dish.name,
    description: dish.description ?? '',
    price: rupeesText(dish.price),
    categoryId: dish.category_id,
    isVeg: dish.is_veg,
    windows: dish.time_slots,
  };
}

/** What a draft says, as the API takes it; undefined while its price is none. */
export function fieldsOf(draft: DishDraft): DishFields | undefined {
  const price = priceFrom(draft.price);
  if (price === undefined) return undefined;
  return {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    price,
    category_id: draft.categoryId,
    is_veg: draft.isVeg,
    time_slots: [...draft.windows],
  };
}

/** Only what differs: what somebody else has changed meanwhile stays theirs. */
export function changedFields(before: AdminMenuItemView, after: DishFields): Partial<DishFields> {
  return Object.fromEntries(FIELDS.filter((field) => !isSame(before[field], after[field])).map((f) => [f, after[f]]));
}

/** The fields in which two states of a dish differ. */
export function differences(one: AdminMenuItemView, other: AdminMenuItemView): DishField[] {
  return FIELDS.filter((field) => !isSame(one[field], other[field]));
}

/** The draft on top of a newer state: what was written stays, what was not touched is theirs. */
export function rebased(draft: DishDraft, from: AdminMenuItemView, to: AdminMenuItemView): DishDraft {
  const [written, before, after] = [draft, draftOf(from), draftOf(to)];
  const untouched = Object.keys(after).filter((key) => isSame(written[asKey(key)], before[asKey(key)]));
  return { ...draft, ...Object.fromEntries(untouched.map((key) => [key, after[asKey(key)]])) };
}

const asKey = (key: string) => key as keyof DishDraft;

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.toSorted().join('\n') === other.toSorted().join('\n');
  return one === other;
}
