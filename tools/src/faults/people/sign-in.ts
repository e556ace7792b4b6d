import { setTimeout as sleep } from 'node:timers/promises';
import { refreshAnswer, staffLoginAnswer, verifyOtpAnswer } from '@campus/contracts/auth-api';
import type { Random } from '@campus/testing/random';
import type { Identity, Request } from './caller.ts';
import type { Party } from './party.ts';
import type { Session } from './session.ts';

const SMS_PATIENCE_MS = 8_000;

export const aPhone = (random: Random) => `+917${String(random.whole(0, 999_999_999)).padStart(9, '0')}`;

export function codeRequest(phone: string): Request {
  return { operation: 'login', method: 'POST', path: '/api/v1/auth/request-otp', body: { phone } };
}

export function codeCheck(phone: string, otp: string): Request {
  return { operation: 'login', method: 'POST', path: '/api/v1/auth/verify-otp', body: { phone, otp } };
}

export function staffLogin(credentials: { username: string; password: string }): Request {
  return { operation: 'login', method: 'POST', path: '/api/v1/admin/auth/login', body: credentials };
}

/** Signs in by the code in the SMS; undefined when it did not come about this time. */
export async function signIn(
  { call, provider }: Pick<Party, 'call' | 'provider'>,
  { who, random }: { who: string; random: Random },
): Promise<Session | undefined> {
  const phone = aPhone(random);
  const visitor: Identity = { who };
  const asked = await call(visitor, codeRequest(phone));
  if (asked.phase !== 'ok') return undefined;
  const otp = await codeWithin(SMS_PATIENCE_MS, () => provider.codeFor(phone));
  if (!otp) return undefined;
  const { data } = verifyOtpAnswer.safeParse((await call(visitor, codeCheck(phone, otp))).body);
  return data && { who, userId: data.user.id, phone, token: data.access_token, refreshToken: data.refresh_token };
}

/** Tries until it succeeds or the party is over. */
export async function signInAtLast(party: Party, as: { who: string; random: Random }): Promise<Session | undefined> {
  while (!party.isOver()) {
    const session = await signIn(party, as);
    if (session) return session;
    await sleep(1_000);
  }
  return undefined;
}

/** Changes the tokens for new ones; the old refresh token is dead after it. */
export async function refresh({ call }: Party, session: Session): Promise<boolean> {
  const body = { refresh_token: session.refreshToken };
  const answer = await call(session, { operation: 'session', method: 'POST', path: '/api/v1/auth/refresh', body });
  const { data } = refreshAnswer.safeParse(answer.body);
  if (!data) return false;
  Object.assign(session, { token: data.access_token, refreshToken: data.refresh_token });
  return true;
}

export async function signInStaff(
  { call }: Pick<Party, 'call'>,
  credentials: { username: string; password: string },
): Promise<Identity> {
  const answer = await call({ who: credentials.username }, staffLogin(credentials));
  const { access_token: token, staff } = staffLoginAnswer.parse(answer.body);
  return { who: credentials.username, userId: staff.id, token };
}

export async function codeWithin(ms: number, look: () => Promise<string | undefined>): Promise<string | undefined> {
  const deadline = performance.now() + ms;
  for (;;) {
    const code = await look();
    if (code || performance.now() > deadline) return code;
    await sleep(100);
  }
}
