import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionRevoked } from '@campus/contracts/people-events';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { freePort } from '@campus/testing/process';
import { loseEverything } from '@campus/testing/redis';
import { startTcpProxy } from '@campus/testing/tcp-proxy';
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});

const ended = (person_id: string, session_id: string | null) => ({
  id: randomUUID(),
  person_id,
  session_id,
  revoked_at: new Date().toISOString(),
});

async function revoke(person_id: string, session_id: string | null) {
  const revocation = ended(person_id, session_id);
  await publishEvent(platform.rabbitmqUrl, sessionRevoked, { aggregateId: revocation.id, data: { revocation } });
}

const statusAt = async (url: string, token: string) =>
  (await fetch(`${url}/api/v1/orders`, { headers: { authorization: `Bearer ${token}` } })).status;

test('S06: a session that ended is refused by every gateway, also by one started later; the person’s other sessions go on', async () => {
  const gateways = await Promise.all([platform.gateway(), platform.gateway()]);
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  const ended = platform.issuer.sign({ role: 'consumer', userId, sessionId });
  const other = platform.issuer.sign({ role: 'consumer', userId });
  for (const { url } of gateways) expect([await statusAt(url, ended), await statusAt(url, other)]).toEqual([200, 200]);
  await revoke(userId, sessionId);
  for (const { url } of gateways) {
    await eventually(async () => expect([await statusAt(url, ended), await statusAt(url, other)]).toEqual([401, 200]));
  }
  const later = await platform.gateway();
  expect(await statusAt(later.url, ended)).toBe(401);
});

test('S06: when all sessions of a person end, a sign-in right after it works', async () => {
  const { url } = await platform.gateway();
  const userId = randomUUID();
  const before = platform.issuer.sign({ role: 'kitchen', userId, sessionId: sessionIdAt(Date.now() - 10) });
  await revoke(userId, null);
  await eventually(async () => expect(await statusAt(url, before)).toBe(401));
  expect(
    await statusAt(url, platform.issuer.sign({ role: 'kitchen', userId, sessionId: sessionIdAt(Date.now()) })),
  ).toBe(200);
});

test('I13: a gateway that starts when Redis has lost everything asks auth, and refuses what ended', async () => {
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  const token = platform.issuer.sign({ role: 'consumer', userId, sessionId });
  platform.upstreams.auth.revocations.push(ended(userId, sessionId));
  await loseEverything(platform.redisUrl);
  const { url } = await platform.gateway();
  expect(await statusAt(url, token)).toBe(401);
});

test('I13: what Redis loses under a running gateway, or while it is away, is asked from auth within five seconds', async () => {
  const link = await startTcpProxy(platform.redisUrl);
  const { url } = await platform.gateway({ REDIS_URL: link.url });
  const redis = new Redis(platform.redisUrl);
  const lost = async (lose: () => Promise<unknown>) => {
    const [userId, sessionId] = [randomUUID(), randomUUID()];
    const token = platform.issuer.sign({ role: 'consumer', userId, sessionId });
    expect(await statusAt(url, token)).toBe(200);
    platform.upstreams.auth.revocations.push(ended(userId, sessionId));
    await lose();
    await eventually(async () => expect(await statusAt(url, token)).toBe(401));
  };
  await revoke(randomUUID(), randomUUID());
  await eventually(async () => expect(await redis.exists('gateway:revocations')).toBe(1));
  await sleep(2_500);
  await lost(() => loseEverything(platform.redisUrl));
  await lost(async () => link.pauseToServer());
  redis.disconnect();
});

test('a gateway that starts before auth is not ready until it has heard it: whoever waits for that is never refused', async () => {
  const { says } = platform.upstreams.auth;
  says.set('/internal/revocations', 'silence');
  const PORT = String(await freePort());
  const starting = platform.gateway({ PORT });
  const url = `http://127.0.0.1:${PORT}`;
  await eventually(async () => expect((await fetch(`${url}/health/live`)).status).toBe(200));
  expect((await fetch(`${url}/health/gateway`)).status).toBe(503);
  const token = platform.issuer.sign({ role: 'consumer' });
  expect(await statusAt(url, token)).toBe(503);
  says.delete('/internal/revocations');
  await starting;
  expect(await statusAt(url, token)).toBe(200);
});

test('until auth was heard, a gateway trusts no token; whatever is public goes on', async () => {
  const { url } = await platform.gateway({ AUTH_URL: 'http://127.0.0.1:1' });
  expect(await statusAt(url, platform.issuer.sign({ role: 'consumer' }))).toBe(503);
  expect(await statusAt(url, 'nonsense')).toBe(401);
  expect((await fetch(`${url}/api/v1/restaurant`)).status).toBe(200);
});

/** A version 7 UUID of this moment, as auth makes them. */
function sessionIdAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
