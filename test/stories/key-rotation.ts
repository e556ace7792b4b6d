import { setTimeout as sleep } from 'node:timers/promises';
import { jwksAnswer, refreshAnswer } from '@campus/contracts/auth-api';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { signInStudent } from '../support/people.ts';
import { operatorOf } from '../support/rotation.ts';
import type { Scene } from '../support/scene.ts';

const BETWEEN_FETCHES_MS = 31_000;
const PATHS = { ordering: '/api/v1/orders', notification: '/api/v1/users/me/notifications' } as const;

const kidOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

export function keyRotationStories({ platform }: Scene): void {
  const operator = operatorOf(platform.secrets.JWT_PRIVATE_KEYS_FILE ?? '');
  const visitor = apiOf(platform.gateway);
  const refresh = (refresh_token: string) =>
    visitor.ask(refreshAnswer, 'POST', '/api/v1/auth/refresh', { refresh_token });
  const isPublished = (kid: string, published: boolean) =>
    eventually(async () => {
      const { keys } = await visitor.ask(jwksAnswer, 'GET', '/.well-known/jwks.json');
      expect(keys.some((key) => key.kid === kid)).toBe(published);
    });

  it('S03: the keys rotate under traffic, and neither the gateway nor a service refuses one good token', async () => {
    const oldest = await signInStudent(platform);
    const idle = await signInStudent(platform);
    const traffic = { running: true, refused: [] as string[], answers: 0, kids: new Set<string>() };

    async function ask(token: string): Promise<void> {
      for (const [service, path] of Object.entries(PATHS)) {
        const own = platform.services[service as keyof typeof PATHS].url;
        for (const [door, origin] of [
          ['gateway', platform.gateway],
          [service, own],
        ] as const) {
          const { status } = await apiOf(origin, token).send('GET', path);
          traffic.answers += 1;
          if (status !== 200) traffic.refused.push(`${status} at ${door}, ${kidOf(token)}`);
        }
      }
    }
    async function comeAndGo(): Promise<void> {
      let { refreshToken, token } = await signInStudent(platform);
      while (traffic.running) {
        traffic.kids.add(kidOf(token));
        await ask(token);
        await ask(oldest.token);
        const next = await refresh(refreshToken);
        [token, refreshToken] = [next.access_token, next.refresh_token];
      }
    }

    const crowd = Promise.all([comeAndGo(), comeAndGo(), comeAndGo()]);
    const [before = ''] = await operator.kids();
    expect(await operator.rotate()).toMatch(/published from now on/);
    const [, next = ''] = await operator.kids();
    await isPublished(next, true);
    // A quarter of an hour in production: longer than anybody may remember the keys. Here as long as nobody may ask again.
    await sleep(BETWEEN_FETCHES_MS);
    expect([...traffic.kids]).toEqual([before]);
    await operator.letPass(15);
    expect(await operator.rotate()).toContain(`Key ${next} signs from now on`);
    await eventually(() => expect(traffic.kids).toContain(next));
    await sleep(3_000);
    traffic.running = false;
    await crowd;

    expect(traffic.refused).toEqual([]);
    expect(traffic.answers).toBeGreaterThan(100);
    await operator.letPass(91);
    await isPublished(before, false);
    const refreshed = await refresh(idle.refreshToken);
    expect(kidOf(refreshed.refresh_token)).toBe(next);
    await operator.letPass(31 * 24 * 60);
    expect(await operator.rotate('--min-age-days', '99')).toContain(`Key ${before} is removed`);
    expect(await operator.kids()).toEqual([next]);
    expect((await apiOf(platform.gateway, refreshed.access_token).send('GET', '/api/v1/orders')).status).toBe(200);
  }, 120_000);
}
