import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ServiceAccount } from './service-account.ts';

export const TOKEN_LIFE_S = 3599;

/** Stateless on purpose: SDKs keep a token for an hour, and a reset or restart of the sandbox must not lock them out. */
export function issueAccessToken(account: ServiceAccount, nowMs: number): string {
  const expiresAt = String(Math.floor(nowMs / 1000) + TOKEN_LIFE_S);
  return `ya29.${expiresAt}.${sealOf(account, expiresAt)}`;
}

export function isValidAccessToken(account: ServiceAccount, token: string, nowMs: number): boolean {
  const [prefix, expiresAt = '', seal = ''] = token.split('.');
  const expected = sealOf(account, expiresAt);
  const genuine = seal.length === expected.length && timingSafeEqual(Buffer.from(seal), Buffer.from(expected));
  return prefix === 'ya29' && genuine && Number(expiresAt) * 1000 > nowMs;
}

function sealOf(account: ServiceAccount, expiresAt: string): string {
  return createHmac('sha256', account.privateKey).update(expiresAt).digest('hex');
}
