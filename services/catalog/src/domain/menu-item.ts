import type { DomainEvent } from '@campus/contracts/event';
import { type MenuItemState, menuItemChanged } from '@campus/contracts/menu-events';
import { validationError } from '@campus/errors/app-error';
import { imageUrls } from './image.ts';

export interface MenuItem {
  id: string;
  categoryId: string;
  name: string;
  description: string | null;
  pricePaise: number;
  imageKey: string | null;
  isVeg: boolean;
  isAvailable: boolean;
  /** When an item that is switched off comes back by itself; null for "not by itself". */
  availableAgainAt: Date | null;
  timeSlots: string[];
  displayOrder: number;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
}

export type MenuItemFields = Pick<
  MenuItem,
  'categoryId' | 'name' | 'description' | 'pricePaise' | 'isVeg' | 'isAvailable' | 'timeSlots' | 'displayOrder'
>;

export interface MenuItemDecision {
  item: MenuItem;
  events: DomainEvent<typeof menuItemChanged>[];
}

export function createMenuItem({ id, at, ...fields }: MenuItemFields & { id: string; at: Date }): MenuItemDecision {
  const rest = { imageKey: null, availableAgainAt: null, deletedAt: null };
  return decided({ ...fields, ...rest, id, version: 1, createdAt: at, updatedAt: at });
}

/** A planned return stays as long as the item stays off: a form that sends the whole item back must not cancel it. */
export function editMenuItem(
  item: MenuItem,
  { at, ...fields }: Partial<MenuItemFields> & { at: Date },
): MenuItemDecision {
  const edited = { ...item, ...fields };
  return next({ ...edited, availableAgainAt: edited.isAvailable ? null : item.availableAgainAt }, at);
}

/** `until` must lie ahead: an item cannot be planned to come back in the past. */
export function switchAvailability(
  item: MenuItem,
  { isAvailable, until, at }: { isAvailable: boolean; until: Date | null; at: Date },
): MenuItemDecision {
  if (until !== null && until <= at) throw validationError([{ path: 'until', message: 'must be in the future' }]);
  return next({ ...item, isAvailable, availableAgainAt: isAvailable ? null : until }, at);
}

export function setItemImage(
  item: MenuItem,
  { imageKey, at }: { imageKey: string | null; at: Date },
): MenuItemDecision {
  return next({ ...item, imageKey }, at);
}

/** Its picture goes with it: nobody is shown a deleted item any more. */
export function deleteMenuItem(item: MenuItem, { at }: { at: Date }): MenuItemDecision {
  return next({ ...item, imageKey: null, availableAgainAt: null, deletedAt: at }, at);
}

function next(item: MenuItem, at: Date): MenuItemDecision {
  return decided({ ...item, version: item.version + 1, updatedAt: at });
}

function decided(item: MenuItem): MenuItemDecision {
  const event = {
    kind: menuItemChanged,
    aggregateId: item.id,
    aggregateVersion: item.version,
    occurredAt: item.updatedAt,
    data: { item: stateOf(item) },
  };
  return { item, events: [event] };
}

/** The whole item as its event carries it. */
function stateOf(item: MenuItem): MenuItemState {
  return {
    id: item.id,
    category_id: item.categoryId,
    name: item.name,
    description: item.description,
    price_paise: item.pricePaise,
    ...imageUrls(item.imageKey),
    is_veg: item.isVeg,
    is_available: item.isAvailable,
    time_slots: item.timeSlots,
    display_order: item.displayOrder,
    is_deleted: item.deletedAt !== null,
    version: item.version,
    updated_at: item.updatedAt.toISOString(),
  };
}
