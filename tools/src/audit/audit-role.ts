import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { Secrets } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { DATABASES, type DatabaseName } from './access.ts';

const MESSAGING = ['outbox', 'inbox'];
const ARCHIVE = 'outbox_archive';

/** All that an audit reads: no phone number, no password hash, no session, no device. */
const TABLES: Record<DatabaseName, string[]> = {
  auth: ['outbox'],
  catalog: ['outbox'],
  ordering: [
    ...MESSAGING,
    ARCHIVE,
    'orders',
    'order_items',
    'order_events',
    'slot_counters',
    'order_number_counters',
    'system_config',
    'system_config_changes',
    'idempotency_keys',
  ],
  payment: [...MESSAGING, ARCHIVE, 'payments', 'payment_attempts', 'refunds', 'webhook_inbox'],
  notification: [...MESSAGING, 'notifications', 'erased_users'],
  reporting: [...MESSAGING, 'live_orders', 'live_lines', 'live_refunds', 'discarded_letters'],
};

/**
 * Makes the role `<prefix>audit`, which may connect to the services' databases and read the tables an audit needs, and nothing
 * more; safe to repeat, and repeated on every audit because migrations add tables. Returns its URL for each database.
 */
export async function provisionAuditRole(
  { databasePrefix }: Settings,
  adminUrl: string,
  secrets: Secrets,
): Promise<Record<DatabaseName, string>> {
  const role = `${databasePrefix}audit`;
  const password = passwordOf(secrets);
  await asAdmin(adminUrl, async (client) => {
    const name = client.escapeIdentifier(role);
    await client.query('select pg_advisory_lock(727002)');
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (known.rowCount === 0) await client.query(`create role ${name} login nosuperuser nocreatedb nocreaterole`);
    await client.query(`alter role ${name} password ${client.escapeLiteral(password)}`);
    await client.query(`alter role ${name} set default_transaction_read_only = on`);
  });
  const urls: [DatabaseName, string][] = [];
  for (const name of DATABASES) {
    const database = `${databasePrefix}${name}`;
    await asAdmin(inDatabase(adminUrl, database), (client) => grant(client, { database, role, tables: TABLES[name] }));
    urls.push([name, asRole(inDatabase(adminUrl, database), role, password)]);
  }
  return Object.fromEntries(urls) as Record<DatabaseName, string>;
}

async function grant(
  client: pg.Client,
  { database, role, tables }: { database: string; role: string; tables: string[] },
): Promise<void> {
  const [to, db] = [client.escapeIdentifier(role), client.escapeIdentifier(database)];
  await client.query('select pg_advisory_lock(727002)');
  await client.query(`grant connect on database ${db} to ${to}`);
  await client.query(`grant usage on schema public to ${to}`);
  await client.query(`grant select on ${tables.map((table) => client.escapeIdentifier(table)).join(', ')} to ${to}`);
}

// Two audits at once must agree on it, so it is made from what the checkout knows anyway.
function passwordOf({ ORDERING_DATABASE_PASSWORD = '' }: Secrets): string {
  return createHmac('sha256', ORDERING_DATABASE_PASSWORD).update('audit').digest('base64url');
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function inDatabase(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

function asRole(text: string, role: string, password: string): string {
  const url = new URL(text);
  url.username = role;
  url.password = password;
  return url.href;
}
