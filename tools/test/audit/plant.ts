import { randomUUID } from 'node:crypto';
import type { Db } from '@campus/database/connect';
import { expect } from 'vitest';
import type { World } from './world.ts';

/** Which invariant, what the audit calls the fault, what it names, and how the fault is planted. */
export type Fault = [invariant: number, what: string, named: string, plant: Plant];

/** Breaks the world; resolves to how it is mended. */
export type Plant = (world: World) => Promise<() => Promise<unknown>>;

export const update =
  (pick: (world: World) => Db, set: string, where: string, undo: string): Plant =>
  async (at) => {
    const { rowCount } = await pick(at).raw(`update ${set} where ${where}`);
    expect(rowCount).toBeGreaterThan(0);
    return () => pick(at).raw(`update ${undo} where ${where}`);
  };
export const remove =
  (pick: (world: World) => Db, table: string, where: string): Plant =>
  async (at) => {
    const rows = await pick(at)(table).whereRaw(where).delete().returning('*');
    expect(rows.length).toBeGreaterThan(0);
    return () => pick(at).batchInsert(table, rows.map(storable));
  };
export const put =
  (queue: string, headers?: Record<string, unknown>): Plant =>
  async ({ mailbox }) => {
    await mailbox.put(queue, LETTER, headers);
    return () => mailbox.empty(queue);
  };

export const ordering = (at: World) => at.databases.ordering;
export const reporting = (at: World) => at.databases.reporting;
export const payment = (at: World) => at.databases.payment;
export const LETTER = randomUUID();
export const inHistory = ({ id }: { id: string }, version: number) => `order_id = '${id}' and version = ${version}`;
export const inOutbox = ({ id }: { id: string }, version: number) =>
  `aggregate_id = '${id}' and aggregate_version = ${version}`;

/** A row as knex takes it again: JSON columns come parsed. */
export function storable(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row).filter(([name]) => !(name === 'id' && typeof row.id === 'number'));
  return Object.fromEntries(entries.map(([name, value]) => [name, isPlain(value) ? JSON.stringify(value) : value]));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value?.constructor === Object;
}
