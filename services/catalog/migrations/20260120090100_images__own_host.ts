import type { Knex } from 'knex';

/** Whatever writes here: an address of a picture is one of ours (S61). Addresses were null until pictures could be uploaded. */
export async function up(knex: Knex): Promise<void> {
  for (const table of ['menu_items', 'categories']) {
    await knex.raw(`
      alter table ${table} add constraint ${table}_image_url_check
        check (image_url ~ '^/api/v1/menu/images/[0-9a-f-]{36}-960[.]webp$')
    `);
  }
}
