import type { Operation } from '../ledger/entry.ts';
import type { Party } from '../people/party.ts';

/** Undoes a fault. What heals by itself has nothing to undo. */
export type Heal = () => Promise<void>;

/** A row of the fault matrix. */
export interface Fault {
  name: string;
  /** What is done, in the words of the report. */
  how: string;
  /** What it can be done to; the seed chooses one. */
  victims: readonly [string, ...string[]];
  /** What of the platform it disturbs: two faults at a time have nothing of it in common. */
  touches(victim: string): string[];
  holdSeconds: readonly [number, number];
  /** What must go on while it lasts. */
  works(victim: string): Works;
  /** Resolves when the fault is there; a fault that takes its own time (a rolling restart) resolves when it is over. */
  inject(party: Party, victim: string): Promise<Heal>;
  /** Why it cannot be injected on this machine, if it cannot. */
  impossible?(party: Party): string | undefined;
}

export interface Works {
  operations: readonly Operation[];
  /** The least share of calls that must be answered: 1 where not one may fail. */
  floor: number;
  /** Within how much 99 of 100 answers have to come, where that is less than for all. */
  p99Ms?: number;
  /**
   * How late whoever cannot be served may be told so, where it is not the time that all have to keep (`checks/refusals.ts`); then
   * nobody may be left without an answer either. `UNBOUNDED` where it is by design more than a caller waits.
   */
  refusedWithinMs?: number;
}

export const UNBOUNDED = Number.POSITIVE_INFINITY;

/** Everything that a customer or the kitchen does and that needs no provider. */
const HOUSE: Operation[] = ['menu', 'quote', 'order', 'status', 'cancel', 'kitchen'];
export const NOTHING: Works = { operations: [], floor: 0 };

/** All of the house but these. */
export function without(...missing: Operation[]): Operation[] {
  return HOUSE.filter((operation) => !missing.includes(operation));
}

export const nothingToHeal: Heal = async () => undefined;

/** Heals at once what is injected only by half. */
export async function wholly(heal: Heal, inject: () => Promise<void>): Promise<Heal> {
  await inject().catch((error: unknown) => heal().then(() => Promise.reject(error)));
  return heal;
}
