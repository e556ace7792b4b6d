import type { SettingValues } from '@campus/contracts/config-api';
import type { Db } from '@campus/database/connect';
import { type Statement, statement } from '@campus/database/statement';
import type { Transaction } from '@campus/database/transaction';
import { conflict } from '@campus/errors/app-error';
import { stillRunning } from '@campus/http/keyed-request';
import {
  answerValues,
  failingAsTaken,
  KEY_IS_FREE,
  noteHeld,
  takingKey,
} from '@campus/idempotency/answer-in-statement';
import { type OutboxOptions, outboxRows } from '@campus/outbox/outbox';
import type { Decision, Order } from '../domain/order.ts';
import { eventsOf } from '../domain/order-event.ts';
import type { Placement } from '../use-cases/work.ts';
import { type MenuItemRow, menuFrom, SELECT_MENU } from './menu-items-table.ts';
import { historyRows, lineRows, rowOf } from './order-row.ts';
import { settingsFrom } from './settings-row.ts';

const factsStatement = statement<FactsRow>(`
  select
    (select jsonb_object_agg(key, value) from system_config) as settings,
    (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (${SELECT_MENU}) m) as menu,
    (select name from customers where id = :customerId) as customer_name`);

// The slot's counter is the row that every order of the hour has to pass: nobody waits for more than this statement and the commit.
// The number is known only here, so the rows and the answer carry a stand-in for it. Without a place (cap reached) nothing below is
// inserted, nor while another run of the command is at it; where its key is taken all of it fails.
// Columns are named, so that an old version goes on placing orders while a migration adds one with a default.
const storeText = (columns: Columns, { isKeyed }: { isKeyed: boolean }) => `
  with run as (
    select ${isKeyed ? KEY_IS_FREE : 'true'} as is_first
  ), place as (
    insert into slot_counters (business_day, slot, taken)
    select :day::date, :slot, 1 from run where is_first and :cap::int > 0
    on conflict (business_day, slot) do update set taken = slot_counters.taken + 1 where slot_counters.taken < :cap::int
    returning taken
  ), number as (
    insert into order_number_counters as c (business_day, last)
    select :day::date, 1 from place
    on conflict (business_day) do update set last = c.last + 1
    returning 'ORD-' || to_char(:day::date, 'YYYYMMDD') || '-' || lpad(last::text, greatest(3, length(last::text)), '0') as text
  ), stored as (
    insert into orders (${columns.order})
    select ${columns.order}
    from number, jsonb_populate_record(null::orders, :order::jsonb || jsonb_build_object('order_number', text))
  ), lines as (
    insert into order_items (${columns.line})
    select ${columns.line} from number, jsonb_populate_recordset(null::order_items, :lines::jsonb)
  ), history as (
    insert into order_events (${columns.change})
    select ${columns.change} from number, jsonb_populate_recordset(null::order_events, :history::jsonb)
  ), told as (
    insert into outbox (event_id, type, aggregate_type, aggregate_id, aggregate_version, body, headers, occurred_at)
    select event_id, type, aggregate_type, aggregate_id, aggregate_version, replace(body, :standIn, text), headers, occurred_at
    from number, jsonb_populate_recordset(null::outbox, :events::jsonb)
  )${isKeyed ? `, answered as (${takingKey({ answer: 'replace(:answer, :standIn, text)::jsonb', effect: 'number' })})` : ''}
  select is_first, (select text from number) as order_number from run`;

interface Columns {
  order: string;
  line: string;
  change: string;
}

interface StoredRow {
  is_first: boolean;
  order_number: string | null;
}

interface FactsRow {
  settings: SettingValues;
  menu: MenuItemRow[];
  customer_name: string | null;
}

/** Placing an order, as two statements: everything that decides about it, and everything that becomes of it. */
export function placementTables(on: Db | Transaction, options: { timeZone: string; outbox: OutboxOptions }): Placement {
  return {
    async facts(customerId, ids) {
      const [row] = (await factsStatement(on, { customerId, ids })).rows;
      if (!row) throw new Error('A select without a condition gave no row.');
      const { settings, menu, customer_name: customerName } = row;
      return { settings: settingsFrom(settings, options.timeZone), menu: menuFrom(menu), customerName };
    },

    async store(decision, { cap, keyed, answer }) {
      const standIn = `number of ${decision.order.id}`;
      const numbered = withNumber(decision, standIn);
      const { order } = numbered;
      const kept = keyed && answer(order);
      const rows = rowsOf(numbered, options.outbox);
      const storing = storeStatement(rows, { isKeyed: keyed !== undefined })(on, {
        ...Object.fromEntries(Object.entries(rows).map(([name, value]) => [name, JSON.stringify(value)])),
        ...(keyed && kept && answerValues(keyed, kept)),
        day: order.businessDay,
        slot: order.slot,
        cap,
        standIn,
      });
      const [stored] = (await failingAsTaken(storing)).rows;
      if (!stored?.is_first) throw stillRunning();
      if (stored.order_number === null) throw await limitReached(on, order, cap);
      if (keyed && kept) noteHeld(keyed, kept);
      return { ...order, orderNumber: stored.order_number };
    },
  };
}

function withNumber({ order, changes }: Decision, orderNumber: string): Decision {
  return {
    order: { ...order, orderNumber },
    changes: changes.map(({ order: then, change }) => ({ order: { ...then, orderNumber }, change })),
  };
}

function rowsOf(decision: Decision, outbox: OutboxOptions) {
  return {
    order: rowOf(decision.order),
    lines: lineRows(decision.order),
    history: historyRows(decision),
    events: outboxRows(eventsOf(decision), outbox),
  };
}

const storeStatements = new Map<boolean, Statement<StoredRow>>();

/** The rows of all orders have the same columns. */
function storeStatement({ order, lines, history }: ReturnType<typeof rowsOf>, { isKeyed }: { isKeyed: boolean }) {
  const known = storeStatements.get(isKeyed);
  if (known) return known;
  const columns = { order: namesOf([order]), line: namesOf(lines), change: namesOf(history) };
  const made = statement<StoredRow>(storeText(columns, { isKeyed }));
  storeStatements.set(isKeyed, made);
  return made;
}

function namesOf([row = {}]: object[]): string {
  return Object.keys(row).join(', ');
}

const takenStatement = statement<{ taken: number }>(
  'select taken from slot_counters where business_day = :businessDay and slot = :slot',
);

async function limitReached(on: Db | Transaction, { businessDay, slot }: Order, cap: number) {
  const [counter] = (await takenStatement(on, { businessDay, slot })).rows;
  const details = { current: counter?.taken ?? 0, max: cap };
  return conflict('ORDER_LIMIT_REACHED', 'Maximum orders for this time slot have been reached', details);
}
