import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { connectDatabase, type Db } from '@campus/database/connect';
import { migrateDatabase } from '@campus/database/migrate';
import { provisionDatabase } from '@campus/database/provision';
import { createLogger } from '@campus/logger/logger';
import pg from 'pg';
import { atEnd } from './at-end.ts';
import { dropDatabases } from './leftover-databases.ts';
import { servers } from './servers.ts';
import { leftovers, onFirstUse, runName } from './test-run.ts';

const LOCK = 727_003;
const PASSWORD = 'test';
const logger = createLogger({ service: 'test', level: 'silent' });

/**
 * An empty, migrated database for one test file, copied from a template that is migrated once per run and state of the
 * migrations. `url` is what the service gets, `db` looks into the same database. Dropped at the end of the file.
 */
export async function freshDatabase(service: string, migrations: URL): Promise<{ url: string; db: Db }> {
  await onFirstUse('databases', () => dropDatabases(leftovers));
  const client = new pg.Client({ connectionString: servers.databaseAdminUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const template = await templateOf({ client, service, migrations });
    const database = runName(`${service}_${randomUUID().slice(0, 8)}`);
    await client.query(`create database ${database} owner ${roleOf(service)} template ${template}`);
    await client.query(`revoke connect, temporary on database ${database} from public`);
    // Nothing here pulls the plug of the server, so nobody needs to wait for its disk at each commit.
    await client.query(`alter database ${database} set synchronous_commit = off`);
    return open(service, database);
  } finally {
    await client.end();
  }
}

const roleOf = (service: string) => runName(service);

async function templateOf({
  client,
  service,
  migrations,
}: {
  client: pg.Client;
  service: string;
  migrations: URL;
}): Promise<string> {
  const template = runName(`${service}_template_${await fingerprint(migrations)}`);
  const existing = await client.query('select 1 from pg_database where datname = $1', [template]);
  if (existing.rowCount === 0) await buildTemplate({ client, service, migrations, template });
  return template;
}

// Built under another name: a template that failed half-way must not be mistaken for a whole one.
async function buildTemplate({
  client,
  service,
  migrations,
  template,
}: {
  client: pg.Client;
  service: string;
  migrations: URL;
  template: string;
}) {
  const draft = runName(`${service}_draft_${randomUUID().slice(0, 8)}`);
  const access = { database: draft, role: roleOf(service), password: PASSWORD };
  const db = connectDatabase({
    url: await provisionDatabase(servers.databaseAdminUrl, access),
    name: 'template',
    logger,
  });
  try {
    await migrateDatabase(db, migrations);
  } finally {
    await db.destroy();
  }
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function fingerprint(migrations: URL): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(migrations)).sort())
    hash.update(file).update(await readFile(new URL(file, migrations)));
  return hash.digest('hex').slice(0, 12);
}

function open(service: string, database: string): { url: string; db: Db } {
  const address = new URL(servers.databaseAdminUrl);
  address.username = roleOf(service);
  address.password = PASSWORD;
  address.pathname = `/${database}`;
  const db = connectDatabase({ url: address.href, name: 'test', maxConnections: 3, logger });
  atEnd(async () => {
    await db.destroy();
    await dropDatabases((names) => names.filter((name) => name === database));
  });
  return { url: address.href, db };
}
