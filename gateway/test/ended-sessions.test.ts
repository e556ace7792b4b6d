import { randomUUID } from 'node:crypto';
import { sessionRevoked } from '@campus/contracts/people-events';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});

async function revoke(person_id: string, session_id: string | null) {
  const revocation = { id: randomUUID(), person_id, session_id, revoked_at: new Date().toISOString() };
  await publishEvent(platform.rabbitmqUrl, sessionRevoked, { aggregateId: revocation.id, data: { revocation } });
}

const statusAt = async (url: string, token: string) =>
  (await fetch(`${url}/api/v1/orders`, { headers: { authorization: `Bearer ${token}` } })).status;

test('a session that ended is refused by every gateway, also by one started later; the person’s other sessions go on', async () => {
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

test('when all sessions of a person end, a sign-in right after it works', async () => {
  const { url } = await platform.gateway();
  const userId = randomUUID();
  const before = platform.issuer.sign({ role: 'kitchen', userId, sessionId: sessionIdAt(Date.now() - 10) });
  await revoke(userId, null);
  await eventually(async () => expect(await statusAt(url, before)).toBe(401));
  expect(
    await statusAt(url, platform.issuer.sign({ role: 'kitchen', userId, sessionId: sessionIdAt(Date.now()) })),
  ).toBe(200);
});

/** A version 7 UUID of this moment, as auth makes them. */
function sessionIdAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
