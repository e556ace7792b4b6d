import type { Knex } from 'knex';

/** The office asks for refunded and failed payments: few among a million orders, which were read from end to end for them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index orders_rare_payments_idx on orders (payment_status, id desc)
      where payment_status in ('failed', 'refunded')`);
}
