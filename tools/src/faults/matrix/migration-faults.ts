import pg from 'pg';
import type { DatabaseName } from '../../audit/access.ts';
import { SetupFault } from '../../platform/setup-fault.ts';
import { CONTRACT, EXPAND, type Migrated, plantMigration } from '../planted/plant-migration.ts';
import type { Stage } from '../stage/open-stage.ts';
import { type Fault, wholly, without } from './fault.ts';
import { asAdmin } from './postgres-faults.ts';

const MIGRATION = {
  victims: ['ordering orders', 'ordering outbox', 'payment payments', 'catalog menu_items'],
  touches: (victim: string) => [placeOf(victim).service, 'postgres'],
} as const;

const LONGEST_OUTPUT = 500;
const STATE = `select
  exists (select from information_schema.columns where table_name = $1 and column_name = 'faults_mark') as column,
  exists (select from knex_migrations where name = $2) and not exists (select from knex_migrations where name = $3) as listed`;

const underLoad: Fault = {
  ...MIGRATION,
  name: 'migration',
  how: 'the migration program of a service adds a column and an index while orders come in; later it takes them away',
  holdSeconds: [3, 6],
  // A part of every deployment: nobody may notice.
  works: () => ({ operations: without(), floor: 1 }),
  async inject({ stage }, victim) {
    const place = placeOf(victim);
    const migration = await plantMigration(stage, place);
    await applied(stage, place, await migration.expand());
    return async () => takenBack(stage, place, await migration.contract());
  },
};

const rolledBack: Fault = {
  ...MIGRATION,
  name: 'migration and rollback',
  how: 'a migration is applied, then the version before runs its migration program, which knows less than the database has',
  holdSeconds: [1, 3],
  works: () => ({ operations: without(), floor: 1 }),
  async inject({ stage }, victim) {
    const place = placeOf(victim);
    const migration = await plantMigration(stage, place);
    await applied(stage, place, await migration.expand());
    const heal = async () => takenBack(stage, place, await migration.contract());
    return wholly(heal, async () =>
      succeed(await migration.migrateBefore(), 'The migration program of the version before'),
    );
  },
};

const behindReader: Fault = {
  ...MIGRATION,
  name: 'migration behind a long transaction',
  how: 'a backup or report has read the table and stays open: the migration waits for it and gives up by its lock_timeout; run again it is applied',
  holdSeconds: [1, 3],
  works: () => ({ operations: without(), floor: 0.97 }),
  async inject({ stage }, victim) {
    const place = placeOf(victim);
    const migration = await plantMigration(stage, place);
    const endReading = await readLong(stage, place);
    const heal = async () => {
      await endReading();
      await applied(stage, place, await migration.expand());
      await takenBack(stage, place, await migration.contract());
    };
    return wholly(heal, async () => gaveUp(stage, place, await migration.expand()));
  },
};

interface Place {
  service: DatabaseName;
  table: string;
}

function placeOf(victim: string): Place {
  const [service, table] = victim.split(' ') as [DatabaseName, string];
  return { service, table };
}

async function applied(stage: Stage, place: Place, migrated: Migrated): Promise<void> {
  succeed(migrated, 'The migration');
  if (!(await isExpanded(stage, place))) throw new SetupFault('The migration succeeded and changed nothing.');
}

/** By its own migration; whatever became of that, nothing of it is left for the next episode. */
async function takenBack(stage: Stage, place: Place, migrated: Migrated): Promise<void> {
  const isLeft = await isExpanded(stage, place);
  await asAdmin(
    stage,
    [
      `alter table ${place.table} drop column if exists faults_mark`,
      `delete from knex_migrations where name in ('${EXPAND}', '${CONTRACT}')`,
    ],
    place.service,
  );
  succeed(migrated, 'The migration that takes it away');
  if (isLeft) throw new SetupFault('The migration that takes it away succeeded and changed nothing.');
}

async function gaveUp(stage: Stage, place: Place, { succeeded, output }: Migrated): Promise<void> {
  if (succeeded) throw new SetupFault('The migration did not wait for the long transaction.');
  if (!output.includes('lock timeout')) throw new SetupFault(`The migration failed otherwise:\n${output}`);
  if (await isExpanded(stage, place)) throw new SetupFault('The migration failed and is half applied.');
}

function succeed({ succeeded, output }: Migrated, what: string): void {
  if (!succeeded) throw new SetupFault(`${what} failed: ${output.slice(0, LONGEST_OUTPUT)}`);
}

/** Whether the column is there and the list of migrations says so. They must not contradict each other. */
async function isExpanded(stage: Stage, { service, table }: Place): Promise<boolean> {
  const client = await connected(stage, service);
  try {
    const { rows } = await client.query<{ column: boolean; listed: boolean }>(STATE, [table, EXPAND, CONTRACT]);
    const [state] = rows;
    if (state?.column !== state?.listed)
      throw new SetupFault(`The column is there: ${state?.column}, listed: ${state?.listed}`);
    return state?.column === true;
  } finally {
    await client.end();
  }
}

/** Reads one row and stays in its transaction; returns what ends it. */
async function readLong(stage: Stage, { service, table }: Place): Promise<() => Promise<void>> {
  const client = await connected(stage, service);
  await client.query(`begin; select from ${client.escapeIdentifier(table)} limit 1`);
  return () => client.end();
}

async function connected(stage: Stage, service: DatabaseName): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: stage.databaseUrl(service), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

export const MIGRATION_FAULTS = [underLoad, rolledBack, behindReader];
