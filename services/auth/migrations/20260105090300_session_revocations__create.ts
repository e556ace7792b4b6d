import type { Knex } from 'knex';

// What a gateway that remembers nothing asks for. Redis and the broker only make the news faster.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table session_revocations (
      id uuid primary key,
      person_id uuid not null,
      session_id uuid,
      revoked_at timestamptz not null
    );
    create index session_revocations_revoked_at_idx on session_revocations (revoked_at);
    insert into session_revocations (id, person_id, session_id, revoked_at)
      select (r ->> 'id')::uuid, (r ->> 'person_id')::uuid, (r ->> 'session_id')::uuid, (r ->> 'revoked_at')::timestamptz
      from (select body::jsonb #> '{data,revocation}' as r from outbox
        where type = 'session.revoked' and occurred_at > now() - interval '2 hours') as told;
  `);
}
