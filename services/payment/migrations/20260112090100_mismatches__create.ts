import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(MISMATCHES);
  await knex.raw(SWEEPS);
}

// One report per gateway payment and kind, however many nights it is found.
const MISMATCHES = `
create table mismatches (
  id uuid primary key,
  kind text not null check (kind in ('missed_capture', 'orphan', 'amount_differs', 'refund_differs')),
  payment_id uuid references payments (id),
  gateway_payment_id varchar(100) not null,
  gateway_order_id varchar(100),
  gateway_amount numeric(10,2) not null check (gateway_amount >= 0),
  known_amount numeric(10,2) not null check (known_amount >= 0),
  found_at timestamptz not null,
  constraint mismatches_gateway_payment_kind_key unique (gateway_payment_id, kind),
  constraint mismatches_orphan_check check ((kind = 'orphan') = (payment_id is null)),
  constraint mismatches_amounts_check check (kind not in ('amount_differs', 'refund_differs') or gateway_amount <> known_amount)
);
create index mismatches_payment_id_idx on mismatches (payment_id);
`;

// One row per night: how far the comparison is, and until when a replica has its next page.
const SWEEPS = `
create table sweeps (
  night date primary key,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  position int not null default 0 check (position >= 0),
  next_try_at timestamptz default now(),
  finished_at timestamptz,
  constraint sweeps_finished_check check ((finished_at is null) = (next_try_at is not null))
);
create index sweeps_next_try_at_idx on sweeps (next_try_at) where next_try_at is not null;
`;
