import type { DomainEvent } from '@campus/contracts/event';
import { categoryChanged } from '@campus/contracts/menu-events';
import { imageUrls } from './image.ts';

export interface Category {
  id: string;
  name: string;
  displayOrder: number;
  isActive: boolean;
  imageKey: string | null;
  version: number;
  updatedAt: Date;
}

export type CategoryFields = Pick<Category, 'name' | 'displayOrder' | 'isActive'>;

export interface CategoryDecision {
  category: Category;
  events: DomainEvent<typeof categoryChanged>[];
}

export function createCategory({ id, at, ...fields }: CategoryFields & { id: string; at: Date }): CategoryDecision {
  return decided({ ...fields, id, imageKey: null, version: 1, updatedAt: at });
}

export function editCategory(
  category: Category,
  { at, ...fields }: Partial<CategoryFields> & { at: Date },
): CategoryDecision {
  return next({ ...category, ...fields }, at);
}

export function setCategoryImage(
  category: Category,
  { imageKey, at }: { imageKey: string | null; at: Date },
): CategoryDecision {
  return next({ ...category, imageKey }, at);
}

function next(category: Category, at: Date): CategoryDecision {
  return decided({ ...category, version: category.version + 1, updatedAt: at });
}

function decided(category: Category): CategoryDecision {
  const state = {
    id: category.id,
    name: category.name,
    display_order: category.displayOrder,
    is_active: category.isActive,
    ...imageUrls(category.imageKey),
    version: category.version,
    updated_at: category.updatedAt.toISOString(),
  };
  const event = {
    kind: categoryChanged,
    aggregateId: category.id,
    aggregateVersion: category.version,
    occurredAt: category.updatedAt,
    data: { category: state },
  };
  return { category, events: [event] };
}
