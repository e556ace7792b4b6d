import { operationsAnswer, type PlatformStatus, platformStatusAnswer } from '@campus/contracts/status-api';
import { deadLetterQueue, serviceQueue, UNROUTED } from '@campus/messaging/topology';
import { publishBody } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import type { Gateway } from './support/gateway.ts';
import { type Platform, startPlatform } from './support/platform.ts';

const STARTED = '2026-02-13T06:00:00.000Z';
const well = { version: '1.2.3', started_at: STARTED, ready: true, database: 'connected', broker: 'connected' };

let platform: Platform;
let gateway: Gateway;
beforeAll(async () => {
  platform = await startPlatform();
  for (const { says } of Object.values(platform.upstreams)) says.set('/internal/status', well);
  const backlog = { pending: 3, quarantined: 1, oldest_age_seconds: 12.5 };
  platform.upstreams.ordering.says.set('/internal/status', { ...well, outbox: backlog });
  platform.upstreams.reporting.says.set('/internal/operations', { last_audit: null, discarded_letters: [] });
  gateway = await platform.gateway();
}, 60_000);

async function status(at: Gateway = gateway): Promise<PlatformStatus> {
  const authorization = `Bearer ${platform.issuer.sign({ role: 'admin' })}`;
  const response = await fetch(`${at.url}/api/v1/admin/status`, { headers: { authorization } });
  expect(response.status).toBe(200);
  return platformStatusAnswer.parse(await response.json());
}
const serviceIn = ({ services }: PlatformStatus, service: string) =>
  services.find(({ name }) => name === service)?.status;
const queueIn = ({ queues }: PlatformStatus, queue: string) => queues?.find(({ name }) => name === queue);

test('every part says how it is: services, queues, and what operators did', async () => {
  const shown = await status();
  expect(shown.services.map(({ name }) => name)).toEqual(['gateway', ...Object.keys(platform.upstreams)]);
  expect(serviceIn(shown, 'gateway')).toMatchObject({ ready: true });
  expect(serviceIn(shown, 'catalog')).toEqual(well);
  expect(serviceIn(shown, 'ordering')?.outbox).toEqual({ pending: 3, quarantined: 1, oldest_age_seconds: 12.5 });
  // The gateway itself listens; nobody has declared the queue of ordering in this world.
  expect(queueIn(shown, serviceQueue('gateway'))).toMatchObject({ kind: 'events', service: 'gateway', consumers: 1 });
  expect(queueIn(shown, serviceQueue('ordering'))).toMatchObject({ messages: null, consumers: null });
  expect(shown.operations).toEqual(operationsAnswer.parse({ last_audit: null, discarded_letters: [] }));
});

test('what lies in a parking place is counted', async () => {
  const unheard = { routingKey: 'nobody.listens', messageId: 'unheard', body: '{}' };
  const unreadable = { routingKey: 'session.revoked', messageId: 'unreadable', body: 'no JSON' };
  await publishBody(platform.rabbitmqUrl, unheard);
  await publishBody(platform.rabbitmqUrl, unreadable);
  await eventually(async () => {
    const shown = await status();
    expect(queueIn(shown, UNROUTED)).toMatchObject({ kind: 'unrouted', messages: 1 });
    expect(queueIn(shown, deadLetterQueue('gateway'))).toMatchObject({ kind: 'dead_letters', messages: 1 });
  });
});

test('what is dead, silent or talks nonsense is null, and the other parts are there', async () => {
  await platform.upstreams.payment.stop();
  platform.upstreams.catalog.says.set('/internal/status', 'silence');
  platform.upstreams.auth.says.set('/internal/status', { ready: 'perhaps' });
  platform.upstreams.reporting.says.set('/internal/operations', 'silence');
  await eventually(
    async () => {
      const shown = await status();
      expect(['payment', 'catalog', 'auth'].map((name) => serviceIn(shown, name))).toEqual([null, null, null]);
      expect(shown.operations).toBeNull();
      expect(serviceIn(shown, 'ordering')?.ready).toBe(true);
      expect(queueIn(shown, serviceQueue('gateway'))?.consumers).toBe(1);
    },
    { timeoutMs: 15_000 },
  );
});

test('without a broker the services are still there', async () => {
  const lonely = await platform.gateway({ RABBITMQ_URL: 'amqp://guest:guest@127.0.0.1:1/nowhere' });
  const shown = await status(lonely);
  expect(shown.queues).toBeNull();
  expect(serviceIn(shown, 'ordering')).toMatchObject({ version: '1.2.3' });
});

test('however often it is asked, a service is asked once a second', async () => {
  const asked = () => platform.upstreams.ordering.requests.filter(({ url }) => url === '/internal/status').length;
  const before = asked();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 20 }, () => status()));
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(asked() - before).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
});

test('it is for admins only, and leads to nobody’s own status', async () => {
  const token = platform.issuer.sign({ role: 'kitchen' });
  const refused = await fetch(`${gateway.url}/api/v1/admin/status`, { headers: { authorization: `Bearer ${token}` } });
  expect(refused.status).toBe(403);
  expect((await fetch(`${gateway.url}/api/v1/admin/status`)).status).toBe(401);
  for (const path of ['/internal/status', '/internal/operations'])
    expect((await fetch(gateway.url + path)).status).toBe(404);
});
