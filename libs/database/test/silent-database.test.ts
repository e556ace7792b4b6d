import { isInfrastructureError } from '@campus/errors/infrastructure-error';
import { createLogger } from '@campus/logger/logger';
import { atEnd } from '@campus/testing/at-end';
import { freshDatabase } from '@campus/testing/database';
import { startTcpProxy, type TcpProxy } from '@campus/testing/tcp-proxy';
import { beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Db } from '../src/connect.ts';
import { inTransaction } from '../src/transaction.ts';

const MOST = 3;
let db: Db;
let proxy: TcpProxy;

beforeAll(async () => {
  const { url } = await freshDatabase('database', new URL('./migrations/', import.meta.url));
  proxy = await startTcpProxy(url);
  const logger = createLogger({ service: 'test', level: 'silent' });
  db = connectDatabase({ url: proxy.url, name: 'silent', maxConnections: MOST, logger });
  atEnd(() => db.destroy());
});

async function failing(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const since = performance.now();
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, ms: performance.now() - since };
}

test('who waits for a database that says nothing hears within 3 s that it is away, in a transaction and without a connection too, and works again as soon as it speaks', async () => {
  await Promise.all([db.raw('select 1'), inTransaction(db, (trx) => trx.raw('select 1'))]);
  proxy.pauseToServer();
  const waited = await Promise.all([
    failing(inTransaction(db, (trx) => trx.raw('select 1'))),
    ...Array.from({ length: 2 * MOST }, () => failing(db.raw('select 1'))),
  ]);
  for (const { error, ms } of waited) {
    expect(isInfrastructureError(error), String(error)).toBe(true);
    expect(ms).toBeLessThan(3_000);
  }
  const newcomer = await failing(db.raw('select 1'));
  expect(isInfrastructureError(newcomer.error), String(newcomer.error)).toBe(true);
  expect(newcomer.ms).toBeLessThan(3_000);
  proxy.resume();
  expect((await db.raw('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a slow statement of a database that lives is waited for', async () => {
  expect((await db.raw('select 1 as one, pg_sleep(4)')).rows).toMatchObject([{ one: 1 }]);
});
