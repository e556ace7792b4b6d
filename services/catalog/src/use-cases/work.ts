import type { Outbox } from '@campus/outbox/outbox';
import type { Category } from '../domain/category.ts';
import type { MenuItem } from '../domain/menu-item.ts';

/** An item as it is after a change, with the category it then belongs to. */
export interface ChangedItem {
  item: MenuItem;
  category: Category;
}

export interface Categories {
  find(id: string): Promise<Category | undefined>;
  /** Holds the row until the transaction ends; throws 404. */
  lock(id: string): Promise<Category>;
  /** Those of these that exist, held, in no particular order. */
  lockAll(ids: string[]): Promise<Category[]>;
  all(): Promise<Category[]>;
  /** Both throw 409 `ALREADY_EXISTS` for a name that is taken. */
  add(category: Category): Promise<void>;
  save(category: Category): Promise<void>;
}

export interface MenuItems {
  /** Holds the row until the transaction ends; throws 404, also for a deleted item. */
  lock(id: string): Promise<MenuItem>;
  /** Those of these that exist and are not deleted, held, in no particular order. */
  lockAll(ids: string[]): Promise<MenuItem[]>;
  /** Items whose planned return has come, skipping those another replica is bringing back. */
  lockDue(now: Date, limit: number): Promise<MenuItem[]>;
  /** Of every picture that an item shows. */
  imageKeys(): Promise<string[]>;
  add(item: MenuItem): Promise<void>;
  save(item: MenuItem): Promise<void>;
}

/** Everything one transaction may touch. */
export interface Work {
  now: Date;
  newId(): string;
  categories: Categories;
  menuItems: MenuItems;
  outbox: Outbox;
}

/** Runs a use case in one transaction and resolves after its commit. */
export type Transact = <Result>(useCase: (work: Work) => Promise<Result>) => Promise<Result>;
