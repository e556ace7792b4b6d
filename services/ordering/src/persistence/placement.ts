import type { SettingValues } from '@campus/contracts/config-api';
import type { Transaction } from '@campus/database/transaction';
import { conflict } from '@campus/errors/app-error';
import { type OutboxOptions, outboxRows } from '@campus/outbox/outbox';
import type { Decision, Order } from '../domain/order.ts';
import { eventsOf } from '../domain/order-event.ts';
import type { Placement } from '../use-cases/work.ts';
import { type MenuItemRow, menuFrom, SELECT_MENU } from './menu-items-table.ts';
import { historyRows, lineRows, rowOf } from './order-row.ts';
import { settingsFrom } from './settings-row.ts';

const FACTS = `
  select
    (select jsonb_object_agg(key, value) from system_config) as settings,
    (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (${SELECT_MENU}) m) as menu,
    (select name from customers where id = :customerId) as customer_name`;

// One round trip from the slot's counter, the row that every order of the hour has to pass, to the commit. The number is known
// only here, so the rows carry a stand-in for it. Without a place (cap reached) nothing below it is inserted.
// Columns are named, so that an old version goes on placing orders while a migration adds one with a default.
const storeStatement = (columns: { order: string; line: string; change: string }) => `
  with place as (
    insert into slot_counters (business_day, slot, taken)
    select :day::date, :slot, 1 where :cap::int > 0
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
  )
  select text as order_number from number`;

interface FactsRow {
  settings: SettingValues;
  menu: MenuItemRow[];
  customer_name: string | null;
}

/** Placing an order, as two statements: everything that decides about it, and everything that becomes of it. */
export function placementTables(trx: Transaction, options: { timeZone: string; outbox: OutboxOptions }): Placement {
  return {
    async facts(customerId, ids) {
      const { rows } = await trx.raw<{ rows: [FactsRow] }>(FACTS, { customerId, ids });
      const [{ settings, menu, customer_name: customerName }] = rows;
      return { settings: settingsFrom(settings, options.timeZone), menu: menuFrom(menu), customerName };
    },

    async store(decision, cap) {
      const { order } = decision;
      const standIn = `number of ${order.id}`;
      const { statement, rows: values } = storing(numbered(decision, standIn), options.outbox);
      const { rows } = await trx.raw<{ rows: { order_number: string }[] }>(statement, {
        ...values,
        day: order.businessDay,
        slot: order.slot,
        cap,
        standIn,
      });
      if (!rows[0]) throw await limitReached(trx, order, cap);
      return { ...order, orderNumber: rows[0].order_number };
    },
  };
}

function numbered({ order, changes }: Decision, orderNumber: string): Decision {
  return {
    order: { ...order, orderNumber },
    changes: changes.map(({ order: then, change }) => ({ order: { ...then, orderNumber }, change })),
  };
}

function storing(decision: Decision, outbox: OutboxOptions) {
  const order = rowOf(decision.order);
  const lines = lineRows(decision.order);
  const history = historyRows(decision);
  const columns = { order: namesOf([order]), line: namesOf(lines), change: namesOf(history) };
  const rows = { order, lines, history, events: outboxRows(eventsOf(decision), outbox) };
  return {
    statement: storeStatement(columns),
    rows: Object.fromEntries(Object.entries(rows).map(([name, value]) => [name, JSON.stringify(value)])),
  };
}

function namesOf([row = {}]: object[]): string {
  return Object.keys(row).join(', ');
}

async function limitReached(trx: Transaction, { businessDay, slot }: Order, cap: number) {
  const counter = await trx('slot_counters').where({ business_day: businessDay, slot }).first('taken');
  const details = { current: counter?.taken ?? 0, max: cap };
  return conflict('ORDER_LIMIT_REACHED', 'Maximum orders for this time slot have been reached', details);
}
