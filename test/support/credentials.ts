import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Operation } from './document.ts';
import type { Platform } from './platform.ts';
import type { Scene } from './scene.ts';

export const ROLES = ['none', 'consumer', 'kitchen', 'delivery', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What nobody may believe when it comes from outside. */
export const IDENTITY_CLAIMS = {
  'x-user-id': '0195a000-0000-7000-8000-000000000002',
  'x-role': 'admin',
  'x-caller-role': 'admin',
  'x-staff-id': '0195a000-0000-7000-8000-000000000005',
  'x-authenticated-user': 'admin',
};

export function tokensOf({ student, kitchen, rider, admin }: Scene): Record<Role, string> {
  return { none: '', consumer: student.token, kitchen: kitchen.token, delivery: rider.token, admin: admin.token };
}

/** The header of somebody who may, or none when everybody may. */
export function authorization(scene: Scene, operation: Operation): Record<string, string> {
  const tokens = tokensOf(scene);
  const [role = 'none'] = (['admin', 'kitchen', 'delivery', 'consumer'] as const).filter((one) =>
    operation['x-roles'].includes(one),
  );
  return bearer(operation['x-roles'].includes('none') ? '' : tokens[role]);
}

export function bearer(token: string): Record<string, string> {
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}

/** The token as it would be an hour after its end, signed with the platform's own key. */
export function expired({ secrets }: Platform, token: string): string {
  const [header = '', payload = ''] = token.split('.');
  const { keys } = JSON.parse(readFileSync(secrets.JWT_PRIVATE_KEYS_FILE ?? '', 'utf8')) as { keys: JsonWebKey[] };
  const now = Math.floor(Date.now() / 1_000);
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), iat: now - 7_200, exp: now - 3_600 };
  const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const key = createPrivateKey({ key: keys[0] ?? {}, format: 'jwk' });
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}
