import { createMessagingTables } from '@campus/outbox/tables';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await createMessagingTables(knex);
  await knex.raw(PAYMENTS);
  await knex.raw(ATTEMPTS);
  await knex.raw(REFUNDS);
}

// create_*, check_*: leases of the jobs that make the gateway order and look at Razorpay; they are not the payment's own state.
const PAYMENTS = `
create table payments (
  id uuid primary key,
  order_id uuid not null,
  user_id uuid not null,
  gateway_order_id varchar(100),
  gateway_payment_id varchar(100),
  amount numeric(10,2) not null check (amount >= 0),
  currency text not null default 'INR' check (currency = 'INR'),
  status text not null check (status in ('creating', 'pending', 'paid', 'refund_pending', 'partially_refunded',
    'refund_due', 'refunded', 'cancelled', 'expired', 'create_failed')),
  closed_as text check (closed_as in ('cancelled', 'expired', 'create_failed')),
  flags text[] not null default '{}' check (flags <@ array['amount_conflict', 'owner_conflict', 'dispute']),
  needs_attention text[] not null default '{}',
  expires_at timestamptz,
  captured_at timestamptz,
  version int not null default 0 check (version >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  create_tries int not null default 0,
  create_at timestamptz default now(),
  create_error text,
  check_tries int not null default 0,
  check_at timestamptz,
  constraint payments_order_id_key unique (order_id),
  constraint payments_gateway_order_id_key unique (gateway_order_id)
);
create index payments_create_at_idx on payments (create_at) where create_at is not null;
create index payments_check_at_idx on payments (check_at) where check_at is not null;
create index payments_needs_attention_idx on payments (id) where needs_attention <> '{}';
`;

const ATTEMPTS = `
create table payment_attempts (
  gateway_payment_id varchar(100) primary key,
  payment_id uuid not null references payments (id),
  status text not null check (status in ('created', 'failed', 'authorized', 'captured', 'refunded')),
  amount numeric(10,2) not null check (amount >= 0),
  currency text not null,
  is_captured boolean not null,
  gateway_response jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index payment_attempts_payment_id_idx on payment_attempts (payment_id);
`;

const REFUNDS = `
create table refunds (
  id uuid primary key,
  payment_id uuid not null references payments (id),
  gateway_payment_id varchar(100) not null references payment_attempts (gateway_payment_id),
  gateway_refund_id varchar(100),
  amount numeric(10,2) not null check (amount > 0),
  status text not null check (status in ('requested', 'submitted', 'pending', 'processed', 'failed')),
  reason_key text not null,
  reason text not null,
  created_at timestamptz not null,
  processed_at timestamptz,
  tries int not null default 0,
  next_try_at timestamptz default now(),
  last_error text,
  constraint refunds_gateway_refund_id_key unique (gateway_refund_id),
  constraint refunds_attempt_reason_key unique (gateway_payment_id, reason_key)
);
create index refunds_payment_id_idx on refunds (payment_id);
create index refunds_next_try_at_idx on refunds (next_try_at) where next_try_at is not null;
`;
