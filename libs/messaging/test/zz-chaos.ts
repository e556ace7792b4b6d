import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import pg from 'pg';
import knexLib from 'knex';
import { eventKind } from '@campus/contracts/event';
import { connectDatabase } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { inTransaction } from '@campus/database/transaction';
import { createLogger } from '@campus/logger/logger';
import { run } from '@campus/lifecycle/run';
import { createPublisher } from '@campus/messaging/publisher';
import { createConsumer } from '@campus/messaging/consumer';
import { recordInbox } from '@campus/messaging/inbox';
import { on } from '@campus/messaging/subscriptions';
import { createRelay } from '@campus/outbox/relay';
import { outboxOf } from '@campus/outbox/outbox';
import { createMessagingTables } from '@campus/outbox/tables';
import { listDeadLetters } from '@campus/messaging/dead-letters';

const server = JSON.parse(fs.readFileSync('/tmp/msg-local/chaos.json', 'utf8'));
const url = server.url; const DB = process.env.CHAOS_DB ?? 'postgres://postgres@127.0.0.1:5432/msg_chaos';
const role = process.argv[2] ?? 'main';
const kind = eventKind('thing.changed', 'thing', z.object({ n: z.int(), mode: z.string() }), { n: 1, mode: '' });
const logger = createLogger({ service: role, level: process.env.LOG ?? 'error' });
const part = (name: string, stop: () => Promise<void>) => ({ name, start: async () => {}, stop });

if (role === 'relay') {
  const db = connectDatabase({ url: DB, name: 'chaos-relay', maxConnections: 2, logger });
  const publisher = createPublisher({ url, name: 'chaos-relay', logger });
  const relay = createRelay({ db, publisher, logger });
  await run(logger, [part('db', () => db.destroy()), publisher, relay]);
} else if (role === 'consumer') {
  const db = connectDatabase({ url: DB, name: 'chaos-consumer', maxConnections: 8, logger });
  const publisher = createPublisher({ url, name: 'chaos-consumer-pub', logger });
  const seen = new Map<string, number>();
  const consumer = createConsumer({
    url, service: 'chaos', publisher, logger, db,
    subscriptions: [on(kind, async (work: { trx: any }, event) => {
      await work.trx('effects').insert({ event_id: event.id });
      if (event.data.mode === 'crash') process.kill(process.pid, 'SIGKILL');
      if (event.data.mode === 'transient' && Date.now() - event.occurredAt.getTime() < 1500) throw new Error('transient');
      await sleep(Math.random() * 10);
    })],
    once: (m, work) => inTransaction(db, async (trx) => {
      if (!(await recordInbox(trx, { consumer: 'chaos', messageId: m.id, type: m.type }))) return 'duplicate';
      await work({ trx });
      return 'handled';
    }),
  });
  await run(logger, [part('db', () => db.destroy()), publisher, consumer]);
} else {
  const admin = new pg.Client('postgres://postgres@127.0.0.1:5432/postgres'); await admin.connect();
  await admin.query('drop database if exists msg_chaos with (force)'); await admin.query('create database msg_chaos');
  const k = knexLib({ client: 'pg', connection: DB, pool: { min: 0, max: 6 } });
  await createMessagingTables(k); await k.raw('create table effects (id bigserial, event_id text)');
  const env = Object.fromEntries(server.rabbitmqctl.slice(1).filter((x: string) => x.includes('=')).map((x: string) => [x.slice(0, x.indexOf('=')), x.slice(x.indexOf('=') + 1)]));
  const ctl = (...a: string[]) => { try { return execFileSync('/usr/lib/rabbitmq/bin/rabbitmqctl', ['--timeout', '20', ...a], { env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' }).toString(); } catch (e) { return `ctl failed ${a}`; } };
  let brokerPid = Number(process.env.BROKER_PID ?? server.processes[0].pid);
  let stopping = false;
  const kids = new Map<string, any>();
  const start = (name: string, r: string) => { const c = spawn(process.execPath, [import.meta.filename, r], { stdio: ['ignore', 'inherit', 'inherit'], env: process.env }); kids.set(name, c); c.on('exit', () => { if (!stopping) setTimeout(() => start(name, r), 300); }); };
  start('relay1', 'relay'); start('relay2', 'relay'); start('c1', 'consumer'); start('c2', 'consumer');
  await sleep(4000);
  const acked: string[] = []; const crash: string[] = []; let produceFailed = 0; let producing = true;
  const produce = async () => { for (let n = 0; producing; n++) {
    const id = newId(); const r = Math.random(); const mode = r < 0.0006 ? 'crash' : r < 0.02 ? 'transient' : 'ok';
    try { await inTransaction(k as any, (trx) => outboxOf(trx, { source: '/chaos', newId: () => id }).add([{ kind, aggregateId: String(Math.floor(Math.random() * 200)), aggregateVersion: Math.floor(Math.random() * 2e9) + 1, occurredAt: new Date(), data: { n, mode } }]));
      acked.push(id); if (mode === 'crash') crash.push(id); } catch { produceFailed++; await sleep(200); }
    await sleep(8); } };
  const producers = [produce(), produce()];
  const faults: Record<string, () => Promise<unknown>> = {
    killRelay: async () => kids.get(Math.random() < 0.5 ? 'relay1' : 'relay2').kill('SIGKILL'),
    killConsumer: async () => kids.get(Math.random() < 0.5 ? 'c1' : 'c2').kill('SIGKILL'),
    termConsumer: async () => kids.get(Math.random() < 0.5 ? 'c1' : 'c2').kill('SIGTERM'),
    pgTerminate: () => admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname='msg_chaos'`),
    closeConnections: async () => ctl('close_all_connections', 'chaos'),
    brokerKill: async () => { process.kill(brokerPid, 'SIGKILL'); await sleep(500); const c = spawn('/usr/lib/rabbitmq/bin/rabbitmq-server', [], { env: { PATH: process.env.PATH, ...env } as any, stdio: ['ignore', fs.openSync('/tmp/msg-local/broker2.log', 'a'), fs.openSync('/tmp/msg-local/broker2.log', 'a')], detached: true }); c.unref(); brokerPid = c.pid!; await sleep(10000); },
    brokerFreeze: async () => { process.kill(brokerPid, 'SIGSTOP'); await sleep(18000); process.kill(brokerPid, 'SIGCONT'); },
    alarm: async () => { ctl('set_vm_memory_high_watermark', 'absolute', '1000'); await sleep(4000); ctl('set_vm_memory_high_watermark', '0.4'); },
  };
  const plan = (process.env.PLAN ?? 'killRelay,killConsumer,pgTerminate,closeConnections,termConsumer,brokerKill,killConsumer,alarm,killRelay,pgTerminate,brokerFreeze,closeConnections,killConsumer,pgTerminate,killRelay').split(',');
  for (const f of plan) { await sleep(1500 + Math.random() * 1500); console.log(new Date().toISOString(), f, 'acked', acked.length); await faults[f]!(); }
  await sleep(2000); producing = false; await Promise.all(producers);
  const t0 = Date.now(); let lastPending = -1;
  for (;;) { await sleep(1000);
    const { rows } = await k.raw('select (select count(*)::int from outbox where published_at is null) pending, (select count(*)::int from outbox where quarantined_at is not null) q, (select count(distinct event_id)::int from effects) eff, (select count(*)::int from outbox) total');
    const r = rows[0]; if (r.pending !== lastPending || Date.now() - t0 > 60000) console.log(JSON.stringify(r), 'crash', crash.length); lastPending = r.pending;
    if ((r.pending === 0 && r.eff + crash.length >= r.total) || Date.now() - t0 > 90000) break; }
  await sleep(3000);
  const twice = await k.raw('select event_id, count(*) from effects group by 1 having count(*) > 1');
  const eff = new Set((await k('effects').pluck('event_id')) as string[]);
  const dead = await listDeadLetters({ url, service: 'chaos' }); const unrouted = await listDeadLetters({ url, service: 'unrouted' });
  const inDb = new Set((await k('outbox').pluck('event_id')) as string[]);
  const deadIds = new Set(dead.map((d) => d.id));
  console.log({ acked: acked.length, produceFailed, inOutbox: inDb.size, ackedNotStored: acked.filter((i) => !inDb.has(i)).length, lost: [...inDb].filter((i) => !eff.has(i) && !deadIds.has(i)).length, twice: twice.rows.length, crash: crash.length, dead: deadIds.size, innocentDead: [...deadIds].filter((i) => !crash.includes(i)).length, unrouted: unrouted.length, drainMs: Date.now() - t0, quarantined: (await k('outbox').whereNotNull('quarantined_at')).length, deadErrors: [...new Set(dead.map((d) => d.error))] });
  stopping = true; for (const c of kids.values()) c.kill('SIGTERM');
  await sleep(4000); await k.destroy(); await admin.query('drop database if exists msg_chaos with (force)'); await admin.end(); console.log('brokerPid', brokerPid); process.exit(0);
}
