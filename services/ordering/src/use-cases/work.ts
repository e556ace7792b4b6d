import type { SettingKey } from '@campus/contracts/config-api';
import type { CategoryState, MenuItemState } from '@campus/contracts/menu-events';
import type { Actor } from '@campus/contracts/order-state';
import type { EffectAnswer, KeyedRequest } from '@campus/http/keyed-request';
import type { Outbox } from '@campus/outbox/outbox';
import type { StaffMember } from '../domain/delivery.ts';
import type { Decision, Order } from '../domain/order.ts';
import type { MenuItem } from '../domain/pricing.ts';
import type { Settings } from '../domain/settings.ts';

/** Everything one transaction may touch. Only `persistence/transact.ts` builds one. */
export interface Work {
  now: Date;
  newId(): string;
  orders: Orders;
  placement: Placement;
  slots: Slots;
  settings: SettingsTable;
  menu: Menu;
  staff: Staff;
  customers: Customers;
  outbox: Outbox;
  /** Keeps what is answered to a command that its sender may repeat; without a key it does nothing. */
  keepAnswer(keyed: KeyedRequest | undefined, answer: EffectAnswer): Promise<void>;
  /** Throws 409 `REQUEST_IN_PROGRESS` while the same command is in another transaction. */
  requireNotRunning(keyed: KeyedRequest | undefined): Promise<void>;
}

/** What placing an order needs, as two statements: the second locks the slot's counter, and is whole without a transaction around it. */
export interface Placement {
  facts(customerId: string, menuItemIds: string[]): Promise<PlacementFacts>;
  /**
   * Claims a place below the cap and the day's next number, and stores the order with its lines, history and event; returns the
   * order with its number. What is answered to a command with a key is kept with it. Throws 409 `ORDER_LIMIT_REACHED`, or
   * `REQUEST_IN_PROGRESS` when the key is taken or another run of the command is storing its order now.
   */
  store(decision: Decision, terms: StoreTerms): Promise<Order>;
}

export interface StoreTerms {
  cap: number;
  keyed: KeyedRequest | undefined;
  /** Told the order before its number is known: it stands for the number in whatever is answered. */
  answer(order: Order): EffectAnswer;
}

export interface PlacementFacts {
  settings: Settings;
  menu: Map<string, MenuItem>;
  customerName: string | null;
}

export interface Orders {
  /** Throws 404 when there is none. The row is locked until the transaction ends. */
  lock(id: string): Promise<Order>;
  /** Stores what a decision changed, with its history; throws when someone changed the order without its lock. */
  save(decision: Decision): Promise<void>;
  /** Unpaid orders that hold a place for this customer; further calls for the same customer wait for this transaction. */
  countUnpaid(customerId: string): Promise<number>;
  countPreparing(): Promise<number>;
  /** Ids of the orders that this person has to deliver or is delivering. */
  openJobsOf(staffId: string): Promise<string[]>;
  /** Ids of the unpaid orders of a customer, locked. */
  lockUnpaid(customerId: string): Promise<string[]>;
  /** Ids of unpaid orders whose time is over by the database's clock, locked; those that another replica works on are left out. */
  lockExpired(limit: number): Promise<string[]>;
}

export interface Slots {
  /** Gives the place of one order back. */
  release(order: Pick<Order, 'slot' | 'businessDay'>): Promise<void>;
}

export interface SettingsTable {
  current(): Promise<Settings>;
  /** The version of a setting, held until the transaction ends. */
  lock(key: SettingKey): Promise<number>;
  /** Stores a value with who and when; returns the setting's new version. */
  change(key: SettingKey, value: unknown, by: Actor): Promise<number>;
}

export interface Menu {
  keepItem(item: MenuItemState): Promise<void>;
  keepCategory(category: CategoryState): Promise<void>;
}

export interface Staff {
  find(id: string): Promise<StaffMember | undefined>;
  keep(member: StaffMember & { version: number }): Promise<void>;
}

export interface Customers {
  keep(customer: { id: string; name: string | null; isErased: boolean; version: number }): Promise<void>;
  /** Removes address and instructions from an order that needs it no longer, if its customer was erased meanwhile. */
  forgetIfErased(order: Pick<Order, 'id' | 'customerId'>): Promise<void>;
  /** Removes the customer's name from all their orders, address and instructions from those that are final, and what they were answered. */
  erase(id: string): Promise<void>;
}

/** Placing needs no transaction unless it has to count: facts, then one statement. */
export type PlacingWork = Pick<Work, 'now' | 'newId' | 'placement'>;
export type Placing = <Result>(place: (work: PlacingWork) => Promise<Result>) => Promise<Result>;

/** Runs a use case in one transaction, and tells the relay when it is committed. */
export type Transact = <Result>(work: (work: Work) => Promise<Result>) => Promise<Result>;
