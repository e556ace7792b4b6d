import { randomUUID } from 'node:crypto';
import { createLogger } from '@campus/logger/logger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEndedSessions } from '../src/ended-sessions.ts';
import { createRevocations } from '../src/revocations.ts';
import type { Caller } from '../src/verify-token.ts';
import { fakeAuth } from './support/fake-auth.ts';

const auth = await fakeAuth();
const stops: (() => Promise<void>)[] = [];

beforeEach(() => void Object.assign(auth.state, { asked: 0, down: false, revocations: [] }));
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const caller: Caller = {
  id: randomUUID(),
  role: 'consumer',
  sessionId: randomUUID(),
  token: 'token',
  issuedAt: new Date(Date.now() - 60_000),
  expiresAt: new Date(Date.now() + 60_000),
};
const logout = (more: object = {}) =>
  auth.state.revocations.push({
    id: randomUUID(),
    person_id: caller.id,
    session_id: caller.sessionId,
    revoked_at: new Date().toISOString(),
    ...more,
  });

function memory(news: { missed: boolean } = { missed: false }) {
  const learned = vi.fn();
  const ended = createEndedSessions({
    authUrl: auth.origin,
    revocations: createRevocations(),
    mayHaveMissed: async () => news.missed,
    onLearned: learned,
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  stops.push(ended.stop);
  return { ended, learned, check: () => ended.refuseEnded(async () => caller)('token') };
}

test('I13: whoever starts knows from auth what ended, whatever Redis has lost', async () => {
  logout();
  const { ended, check, learned } = memory();
  await ended.start();
  await expect(check()).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  expect(learned).toHaveBeenCalledTimes(1);
});

test('a process is ready when auth was heard, or silent for ten seconds', async () => {
  const heard = memory();
  expect(heard.ended.isReady()).toBe(false);
  await heard.ended.start();
  expect(heard.ended.isReady()).toBe(true);
  auth.state.down = true;
  const unheard = memory();
  await unheard.ended.start();
  expect(unheard.ended.isReady()).toBe(false);
  await vi.waitFor(() => expect(unheard.ended.isReady()).toBe(true), { timeout: 12_000, interval: 200 });
  await expect(unheard.check()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

test('I13: until auth was heard once nobody is trusted, and then all at once', async () => {
  auth.state.down = true;
  const { ended, check } = memory();
  await ended.start();
  await expect(check()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  auth.state.down = false;
  await vi.waitFor(async () => expect(await check()).toBe(caller), { timeout: 5_000 });
});

test('I13: what was missed is asked for within seconds, again and again until auth answers, and then no more', async () => {
  const news = { missed: false };
  const { ended, check } = memory(news);
  await ended.start();
  expect(await check()).toBe(caller);
  auth.state.down = true;
  logout({ session_id: null });
  news.missed = true;
  await vi.waitFor(() => expect(auth.state.asked).toBeGreaterThanOrEqual(3), { timeout: 6_000 });
  expect(await check()).toBe(caller);
  news.missed = false;
  auth.state.down = false;
  await vi.waitFor(() => expect(check()).rejects.toMatchObject({ code: 'INVALID_TOKEN' }), { timeout: 5_000 });
  const { asked } = auth.state;
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(auth.state.asked).toBe(asked);
}, 20_000);
