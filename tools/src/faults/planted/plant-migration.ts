import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseName } from '../../audit/access.ts';
import { runCommand } from '../../platform/commands.ts';
import type { Stage } from '../stage/open-stage.ts';
import { plant } from './plant.ts';

/** A migration that no version of the project has, in a copy of the sources, for the project's own program to apply. */
export interface PlantedMigration {
  /** Adds a column with a default, which is NOT NULL, and a partial index. */
  expand(): Promise<Migrated>;
  /** Takes both away again, by a later migration. */
  contract(): Promise<Migrated>;
  /** What the version before does after a rollback: it migrates, and knows less than the database. */
  migrateBefore(): Promise<Migrated>;
}

export interface Migrated {
  succeeded: boolean;
  output: string;
}

// Later than all of the project's, in the order in which they are applied.
export const EXPAND = '29990101000000_faults__expand';
export const CONTRACT = '29990101000100_faults__contract';
const TIMEOUT_MS = 60_000;

export async function plantMigration(
  stage: Stage,
  { service, table }: { service: DatabaseName; table: string },
): Promise<PlantedMigration> {
  const root = join(stage.directory, 'migrating');
  await plant(stage.sources, root, []);
  const add = (name: string, sql: string) =>
    writeFileSync(join(root, 'services', service, 'migrations', `${name}.ts`), migrationOf(sql));
  const migrate = async (sources: string): Promise<Migrated> => {
    const { command, directory: cwd, env } = stage.migration(service, sources);
    return runCommand(command, { cwd, env, timeoutMs: TIMEOUT_MS });
  };
  return {
    expand() {
      add(EXPAND, expansionOf(table));
      return migrate(root);
    },
    contract() {
      add(CONTRACT, contractionOf(table));
      return migrate(root);
    },
    migrateBefore: () => migrate(stage.sources),
  };
}

export const expansionOf = (table: string) =>
  `alter table ${table} add column faults_mark text not null default 'none';
   create index ${table}_faults_mark_idx on ${table} (faults_mark) where faults_mark <> 'none'`;

export const contractionOf = (table: string) =>
  `drop index ${table}_faults_mark_idx;
   alter table ${table} drop column faults_mark`;

function migrationOf(sql: string): string {
  return `import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(\`${sql}\`);
}
`;
}
