import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Db } from '@campus/database/connect';
import { atEnd } from '@campus/testing/at-end';
import { freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { freshRedis } from '@campus/testing/redis';
import { Redis } from 'ioredis';
import { type AuditAccess, DATABASES, type DatabaseName } from '../../src/audit/access.ts';
import type { LedgerLine } from '../../src/audit/ledger.ts';
import { declareTopology, type Mailbox } from './mailbox.ts';

/** A small platform without processes: databases, broker, Redis and the provider's books, all open to the test. */
export interface World {
  access: AuditAccess;
  databases: Record<DatabaseName, Db>;
  redis: Redis;
  ledger: LedgerLine[];
  mailbox: Mailbox;
}

/** Makes an empty world; gone at the end of the test file. */
export async function createWorld(): Promise<World> {
  const opened = await Promise.all(
    DATABASES.map(async (name) => {
      const migrations = new URL(`../../../services/${name}/migrations/`, import.meta.url);
      return { name, ...(await freshDatabase(name, migrations)) };
    }),
  );
  const ledger: LedgerLine[] = [];
  const redisUrl = await freshRedis();
  const redis = new Redis(redisUrl);
  atEnd(async () => redis.disconnect());
  const rabbitmqUrl = await freshVhost();
  return {
    access: {
      databaseUrls: byName(opened.map(({ name, url }) => [name, url])),
      redisUrl,
      rabbitmqUrl,
      sandboxUrl: await serveLedger(ledger),
    },
    databases: byName(opened.map(({ name, db }) => [name, db])),
    redis,
    ledger,
    mailbox: await declareTopology(rabbitmqUrl),
  };
}

function byName<Value>(entries: [DatabaseName, Value][]): Record<DatabaseName, Value> {
  return Object.fromEntries(entries) as Record<DatabaseName, Value>;
}

async function serveLedger(orders: LedgerLine[]): Promise<string> {
  const server = createServer((request, response) => {
    const body = request.url?.startsWith('/__sandbox/razorpay/ledger') ? { orders } : { queued: 0 };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
