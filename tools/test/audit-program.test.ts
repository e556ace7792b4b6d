import { auditFinished, type FinishedAudit } from '@campus/contracts/operation-events';
import { serviceQueue } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { type Channel, connect } from 'amqplib';
import { beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from './audit/world.ts';
import { runProgram } from './support/run-program.ts';

let world: World;
let pod: Record<string, string>;
let channel: Channel;
beforeAll(async () => {
  world = await createWorld();
  const { databaseUrls, redisUrl, rabbitmqUrl, sandboxUrl = '' } = world.access;
  const urls = Object.entries(databaseUrls).map(([name, url]) => [`${name.toUpperCase()}_DATABASE_URL`, url]);
  const servers = { REDIS_URL: redisUrl, RABBITMQ_URL: rabbitmqUrl, SANDBOX_URL: sandboxUrl };
  pod = { ...Object.fromEntries(urls), ...servers, OPERATOR: 'asha' };
  const connection = await connect(rabbitmqUrl);
  atEnd(() => connection.close());
  channel = await connection.createChannel();
}, 120_000);

/** What reporting would hear next. */
function told(): Promise<FinishedAudit> {
  return eventually(async () => {
    const message = await channel.get(serviceQueue('reporting'), { noAck: true });
    if (message === false) throw new Error('nothing was told');
    return auditFinished.data.parse(JSON.parse(message.content.toString()).data).audit;
  });
}

test('with addresses in its environment and no checkout it audits, and tells who did and that all holds', async () => {
  const { code, stdout, stderr } = await runProgram('audit', ['--json'], pod);
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  expect(await told()).toMatchObject({
    ran_by: 'asha',
    outcome: 'kept',
    was_quiet: true,
    violations: [],
    reason: null,
  });
});

test('it ends with 1 and tells what is violated; without a sandbox it says what it did not compare', async () => {
  await world.databases.payment('outbox').insert({
    event_id: '0195a000-0000-7000-8000-0000000000aa',
    type: 'payment.created',
    aggregate_type: 'payment',
    aggregate_id: 'x',
    aggregate_version: 1,
    body: '{}',
  });
  const { SANDBOX_URL: _, ...production } = pod;
  const { code, stdout } = await runProgram('audit', ['--no-wait'], production);
  await world.databases.payment('outbox').delete();
  expect(code).toBe(1);
  expect(stdout).toContain('the books of the provider: there is no sandbox');
  const { outcome, violations } = await told();
  expect(outcome).toBe('violated');
  expect(violations).toMatchObject([{ number: 8, faults: ['an event of payment is not published yet: 1'] }]);
});

test('that it could not look is told, too, without the address', async () => {
  const secret = 'postgres://somebody:hidden@127.0.0.1:1/nowhere';
  expect(await runProgram('audit', [], { ...pod, CATALOG_DATABASE_URL: secret })).toMatchObject({ code: 1 });
  const { outcome, reason } = await told();
  expect(outcome).toBe('failed');
  expect(reason).not.toContain('hidden');
});

test('half an environment is refused in one message that names what is missing', async () => {
  const { code, stderr } = await runProgram('audit', [], { AUTH_DATABASE_URL: pod.AUTH_DATABASE_URL ?? '' });
  expect(code).toBe(78);
  expect(stderr).toMatch(/CATALOG_DATABASE_URL[\s\S]*REDIS_URL[\s\S]*RABBITMQ_URL/);
});
