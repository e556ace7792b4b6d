import { createOutboxArchive } from '@campus/outbox/tables';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await createOutboxArchive(knex);
}
