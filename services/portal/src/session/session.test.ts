import { describe, expect, test } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { createSession } from './session.ts';
import { newerOf, type SignIn, type TokenPair } from './sign-in.ts';
import type { Vault } from './vault.ts';

const ravi = { id: 'ravi', role: 'kitchen' as const, name: 'Ravi', login: 'ravi' };
const pair = (n: number): TokenPair => ({
  access_token: `access-${n}`,
  refresh_token: `refresh-${n}`,
  expires_in: 3_600,
});

/** A browser with several tabs over one vault, before an auth that ends a session whose token is used twice. */
function browser() {
  const clock = { now: 0 };
  const shared: { signIn?: SignIn | undefined } = {};
  const outside: (() => void)[] = [];
  const used: string[] = [];
  const failure: { next?: ApiError } = {};
  let last: Promise<unknown> = Promise.resolve();

  const exclusively = <Result>(work: () => Promise<Result>) => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
  const refresh = async (token: string) => {
    if (failure.next) throw failure.next;
    if (used.includes(token)) throw new ApiError({ status: 401, code: 'INVALID_TOKEN', message: 'used twice' });
    used.push(token);
    return pair(used.length + 1);
  };
  const vault: Vault = {
    name: 'test',
    read: () => shared.signIn,
    newest: async () => shared.signIn,
    write(signIn) {
      shared.signIn = signIn;
    },
    onOutsideChange: (listener) => void outside.push(listener),
  };
  const tab = () => createSession({ vault, exclusively, refresh, now: () => clock.now });
  return { clock, used, failure, tab, tellOthers: () => outside.forEach((listener) => void listener()) };
}

describe('a session', () => {
  test('gives its token as long as it is good, and renews it a minute before its end', async () => {
    const { clock, used, tab } = browser();
    const session = tab();
    session.begin(pair(1), ravi);
    expect(await session.accessToken()).toBe('access-1');
    clock.now = 3_541_000;
    expect(await session.accessToken()).toBe('access-2');
    expect(used).toEqual(['refresh-1']);
  });

  test('is renewed once, however many calls and tabs find it expired', async () => {
    const { used, tab } = browser();
    const [one, other] = [tab(), tab()];
    one.begin(pair(1), ravi);
    const tokens = await Promise.all([one, one, other, other].map((session) => session.renew('access-1')));
    expect(tokens).toEqual(['access-2', 'access-2', 'access-2', 'access-2']);
    expect(used).toEqual(['refresh-1']);
  });

  test('ends when the platform refuses to renew it, and says so', async () => {
    const { failure, tab } = browser();
    const session = tab();
    session.begin(pair(1), ravi);
    failure.next = new ApiError({ status: 401, code: 'INVALID_TOKEN', message: 'revoked' });
    await expect(session.renew('access-1')).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
    expect(session.state()).toEqual({ signIn: undefined, ended: 'refused' });
    expect(await session.accessToken()).toBeUndefined();
  });

  test('survives a renewal that nobody answered', async () => {
    const { clock, failure, tab } = browser();
    const session = tab();
    session.begin(pair(1), ravi);
    clock.now = 3_541_000;
    failure.next = new ApiError({ status: 0, code: 'OFFLINE', message: 'no network' });
    expect(await session.accessToken()).toBe('access-1');
    expect(session.state().signIn?.person).toEqual(ravi);
  });

  test('ends in every tab when one signs out', () => {
    const { tab, tellOthers } = browser();
    const one = tab();
    one.begin(pair(1), ravi);
    const other = tab();
    one.end('signed-out');
    tellOthers();
    expect(other.state()).toEqual({ signIn: undefined, ended: 'signed-out' });
  });
});

test('a memory of another session never replaces ours; a later one of the same session does', () => {
  const ours = { key: 'a', expiresAt: 1 } as SignIn;
  expect(newerOf(ours, { ...ours, key: 'b', expiresAt: 9 })).toBe(ours);
  expect(newerOf(ours, { ...ours, expiresAt: 2 })).toMatchObject({ expiresAt: 2 });
  expect(newerOf(undefined, ours)).toBe(ours);
});
