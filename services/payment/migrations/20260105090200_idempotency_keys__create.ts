import { createIdempotencyTable } from '@campus/idempotency/tables';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await createIdempotencyTable(knex);
}
