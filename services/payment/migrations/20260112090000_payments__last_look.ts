import type { Knex } from 'knex';

// expires_at, made with the table, is filled from now on. last_look_at: when the looks before it begin.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table payments
      add column awaited_until timestamptz,
      add column last_look_at timestamptz,
      drop constraint payments_flags_check,
      add constraint payments_flags_check check (flags <@ array['amount_conflict', 'owner_conflict', 'dispute', 'mismatch']);
    alter table refunds
      add column blocked_by text check (blocked_by in ('insufficient_balance'));
    create index payments_captured_at_idx on payments (captured_at) where captured_at is not null;
  `);
}
