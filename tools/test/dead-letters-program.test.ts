import { randomUUID } from 'node:crypto';
import { listDeadLetters } from '@campus/messaging/dead-letters';
import { deadLetterQueue, serviceQueue, UNROUTED } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { publishBody } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { type Channel, connect } from 'amqplib';
import { beforeAll, expect, test } from 'vitest';
import { type Reporting, startReporting } from '../../services/reporting/test/support/reporting.ts';
import { declareTopology } from '../src/platform/topology.ts';
import { lying, park } from './support/parking.ts';
import { runProgram, startProgram } from './support/run-program.ts';

const MANY = 300;

let reporting: Reporting;
let pod: Record<string, string>;
beforeAll(async () => {
  reporting = await startReporting();
  await declareTopology(reporting.broker);
  pod = { RABBITMQ_URL: reporting.broker, OPERATOR: 'asha' };
}, 60_000);

const deadLetters = (...args: string[]) => runProgram('dead-letters', args, pod);
// Read beside the program: each start of it costs a second.
const lettersOf = (service: string) => listDeadLetters({ url: reporting.broker, service });
const outcomesOf = (id: string) =>
  reporting.service.logs.filter((line) => line.id === id && line.outcome).map(({ outcome }) => outcome);

/** Waits until the program has begun to take letters, on one channel: there is no time to open others. Resolves to that channel. */
async function begun(consumer: string): Promise<Channel> {
  const connection = await connect(reporting.broker);
  atEnd(() => connection.close());
  const channel = await connection.createChannel();
  await eventually(
    async () => {
      const { messageCount } = await channel.checkQueue(deadLetterQueue(consumer));
      expect(messageCount).toBeLessThan(MANY - 20);
    },
    { timeoutMs: 20_000 },
  );
  return channel;
}

test('it lists what lies there, with reason, consumer, attempts, age and type, and without what people wrote', async () => {
  const body = JSON.stringify({
    time: '2026-02-13T06:00:00.000Z',
    data: {
      order: { id: randomUUID(), customer_name: 'asha', status: 'received', delivery_address: 'Hostel 4', note: 'x' },
    },
  });
  const [id = ''] = await park(reporting.broker, 'payment', [{ type: 'order.placed', body }]);
  const { code, stdout } = await deadLetters();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^payment: 1$/m);
  expect(stdout).toMatch(new RegExp(`^ {2}${id} {2}order\\.placed {2}6 attempts, \\d+ s ago, onThing$`, 'm'));
  expect(stdout).toContain('BROKEN: A bug.');
  expect(stdout).toContain('"status":"received"');
  expect(stdout).not.toMatch(/asha|Hostel/);
  const { letters } = JSON.parse((await deadLetters('list', '--json', '--of', 'payment')).stdout);
  expect(letters).toMatchObject([{ of: 'payment', id, attempts: 6, copies: 1, age_seconds: expect.any(Number) }]);
});

test('it shows one with its stack, its words only when asked for', async () => {
  const [id = ''] = await park(reporting.broker, 'ordering', [{ body: '{"name":"Asha"}' }]);
  const shown = await deadLetters('show', id);
  expect(shown.stdout).toContain('at onThing (thing.ts:7)');
  expect(shown.stdout).not.toContain('Asha');
  expect((await deadLetters('show', id, '--raw')).stdout).toContain('{"name":"Asha"}');
  expect(await deadLetters('show', id, '--of', 'payment')).toMatchObject({ code: 1 });
});

test('one is replayed to the consumer that refused it, to nobody else, and is handled', async () => {
  const [id = '', other = ''] = await park(reporting.broker, 'reporting', [{}, {}]);
  const bystanders = [serviceQueue('notification'), serviceQueue('ordering')];
  const replayed = await deadLetters('replay', id, '--of', 'reporting');
  expect(replayed).toMatchObject({ code: 0, stdout: expect.stringContaining('1 replayed to reporting') });
  await eventually(() => expect(outcomesOf(id)).toEqual(['handled']));
  for (const queue of bystanders) await lying(reporting.broker, queue, 0);
  expect(await lettersOf('reporting')).toMatchObject([{ id: other }]);
  expect(await deadLetters('replay', id, '--of', 'reporting')).toMatchObject({ code: 1 });
  expect(await deadLetters('replay', '--all', '--of', 'reporting')).toMatchObject({ code: 0 });
  await eventually(() => expect(outcomesOf(other)).toEqual(['handled']));
});

test('killed in the middle of a replay nothing is lost, and after the next run everything had one effect', async () => {
  const ids = await park(
    reporting.broker,
    'reporting',
    Array.from({ length: MANY }, () => ({})),
  );
  const handled = async () => (await reporting.db('inbox').whereIn('message_id', ids).pluck('message_id')).length;
  const audits = async () => Number((await reporting.db('audits').count('* as rows').first())?.rows);
  const before = await audits();
  const { child, ended } = startProgram('dead-letters', ['replay', '--all', '--of', 'reporting'], pod);
  const channel = await begun('reporting');
  child.kill('SIGKILL');
  expect(await ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });
  // The broker notices the death by itself; every letter is then in one of the two places.
  await eventually(async () => {
    const { messageCount: left } = await channel.checkQueue(deadLetterQueue('reporting'));
    expect(left).toBeGreaterThan(0);
    expect(left + (await handled())).toBeGreaterThanOrEqual(MANY);
  });

  expect(await deadLetters('replay', '--all', '--of', 'reporting')).toMatchObject({ code: 0 });
  await eventually(async () => expect(await handled()).toBe(MANY), { timeoutMs: 20_000 });
  await lying(reporting.broker, deadLetterQueue('reporting'), 0);
  const effects = reporting.service.logs.filter(({ id, outcome }) => ids.includes(String(id)) && outcome === 'handled');
  expect(effects).toHaveLength(MANY);
  expect(await audits()).toBe(before + MANY);
}, 60_000);

test('a signal ends it with 128 + n, and what it held lies there again', async () => {
  const ids = await park(
    reporting.broker,
    'gateway',
    Array.from({ length: MANY }, () => ({})),
  );
  const { child, ended } = startProgram('dead-letters', ['replay', '--all', '--of', 'gateway'], pod);
  const channel = await begun('gateway');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 143 });
  await eventually(async () => {
    const there = await Promise.all(
      [deadLetterQueue('gateway'), serviceQueue('gateway')].map((queue) => channel.checkQueue(queue)),
    );
    const [left = 0, sent = 0] = there.map(({ messageCount }) => messageCount);
    expect(left).toBeGreaterThan(0);
    expect(left + sent).toBeGreaterThanOrEqual(ids.length);
  });
  await channel.purgeQueue(deadLetterQueue('gateway'));
  await channel.purgeQueue(serviceQueue('gateway'));
});

test('one is discarded with a reason, which reporting keeps with who said it', async () => {
  const [id = ''] = await park(reporting.broker, 'notification', [{}]);
  const discarded = await deadLetters('discard', id, '--of', 'notification', '--reason', 'From the load test.');
  expect(discarded).toMatchObject({ code: 0 });
  expect(await lettersOf('notification')).toEqual([]);
  await eventually(async () =>
    expect(await reporting.db('discarded_letters').where({ message_id: id })).toMatchObject([
      { consumer: 'notification', reason: 'From the load test.', discarded_by: 'asha', error: 'BROKEN: A bug.' },
    ]),
  );
  expect(await deadLetters('discard', id, '--of', 'notification', '--reason', 'again')).toMatchObject({ code: 1 });
});

test('an unrouted event goes to those who listen by now; one that nobody listens to stays', async () => {
  const [heard, unheard] = [randomUUID(), randomUUID()];
  const connection = await connect(reporting.broker);
  const channel = await connection.createChannel();
  await channel.unbindQueue(serviceQueue('reporting'), 'cf.events', 'audit.finished');
  const body = JSON.stringify({ time: '2026-02-13T06:00:00.000Z' });
  await publishBody(reporting.broker, { routingKey: 'audit.finished', messageId: heard, body });
  await publishBody(reporting.broker, { routingKey: 'nobody.listens', messageId: unheard, body });
  await lying(reporting.broker, UNROUTED, 2);
  await channel.bindQueue(serviceQueue('reporting'), 'cf.events', 'audit.finished');
  await connection.close();

  const { code, stdout } = await deadLetters('replay', '--all', '--of', 'unrouted');
  expect([code, stdout]).toEqual([1, expect.stringContaining('nobody listens to nobody.listens: it stays')]);
  // It is not what reporting understands, and so it is parked there.
  await eventually(() => expect(outcomesOf(heard)).toEqual(['dead_lettered']));
  expect(await lettersOf('unrouted')).toMatchObject([{ id: unheard }]);
});

test('it helps, and says what is wrong with a command line, an environment and a broker', async () => {
  const [help, misused, misplaced, away] = await Promise.all([
    deadLetters('--help'),
    deadLetters('explode'),
    runProgram('dead-letters', [], { RABBITMQ_URL: 'http://x' }),
    runProgram('dead-letters', [], { RABBITMQ_URL: 'amqp://127.0.0.1:1/x' }),
  ]);
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('--of <consumer>'), stderr: '' });
  expect([misused.code, misplaced.code, away.code]).toEqual([64, 78, 69]);
  expect(away.stderr).toContain('The broker cannot be reached');
});
