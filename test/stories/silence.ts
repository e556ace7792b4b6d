import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import type { Student } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';

const SECRET_NAMES = /PASSWORD|SECRET|TOKEN|PEPPER|_KEY$/;

// A token, an Indian mobile number (not a part of an id), a private key.
const LOOKS_SECRET = /eyJ[\w-]+\.[\w-]+\.|(?<![\w-])(\+?91)?[6-9]\d{9}(?![\w-])|PRIVATE KEY/;

/** To be told last: it looks at everything the run has written. */
export function silenceStories({ platform, student, admin, kitchen, rider }: Scene): void {
  const visitor = apiOf(platform.gateway);

  it('no log line of the run holds a phone number, a code, a token or a key', async () => {
    await mentionSecretsInErrors(student);
    const lines = Object.values(platform.services).flatMap(({ logs }) => logs.map((line) => JSON.stringify(line)));
    const secrets = Object.entries(platform.secrets).filter(([name]) => SECRET_NAMES.test(name));
    const staff = [admin, kitchen, rider].flatMap(({ token, password }) => [token, password]);
    const own = [student.phone.slice(3), student.token, student.refreshToken, ...staff];
    const forbidden = [...own, ...secrets.flatMap(([, value]) => value.split(','))];

    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => forbidden.some((text) => line.includes(text)))).toEqual([]);
    expect(lines.filter((line) => new RegExp(`(?<!\\w)${student.otp}(?!\\w)`).test(line))).toEqual([]);
    expect(lines.filter((line) => LOOKS_SECRET.test(line))).toEqual([]);
  });

  it('the line of a request says by a hash whose it was, the same in every service', () => {
    const { LOG_USER_KEY = '' } = platform.secrets;
    const hashOf = ({ id }: { id: string }) =>
      createHmac('sha256', LOG_USER_KEY).update(`user\0${id}`).digest('hex').slice(0, 16);
    const hashes = [student, admin, kitchen, rider].map(hashOf);
    for (const service of ['gateway', 'auth', 'catalog', 'ordering'] as const) {
      const users = platform.services[service].logs.flatMap(({ user }) => (user ? [String(user)] : []));
      expect(users.filter((user) => hashes.includes(user)).length, service).toBeGreaterThan(0);
    }
  });

  // The places where secrets slip into logs are queries, refused bodies and failures.
  async function mentionSecretsInErrors({ phone, token, otp }: Student): Promise<void> {
    await visitor.send('POST', '/api/v1/auth/verify-otp', { phone, otp });
    await visitor.send('POST', '/api/v1/auth/verify-otp', { phone, otp: { code: otp } });
    await visitor.send('POST', `/api/v1/auth/request-otp?phone=${phone}`, { phone, token });
    await visitor.send('GET', `/api/v1/ws/orders/nothing?token=${token}`);
    await visitor.send('POST', '/api/v1/auth/refresh', { refresh_token: token });
  }
}
