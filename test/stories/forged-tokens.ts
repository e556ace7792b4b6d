import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { protectedDoors } from '../support/doors.ts';
import { forgeries } from '../support/forgeries.ts';
import type { Scene } from '../support/scene.ts';
import { openKitchen, openOrder } from '../support/sockets.ts';

export function forgedTokenStories({ platform, student, admin, kitchen }: Scene): void {
  const doors = protectedDoors(platform);

  it('S01: every forged token is refused by the gateway and by every service directly; only an expired one is called so', async () => {
    const wrong: string[] = [];
    const { forged, genuine } = forgeries(platform, student.refreshToken);
    for (const { origin, path } of doors)
      expect((await apiOf(origin, genuine).send('HEAD', path)).status).not.toBe(401);
    for (const { what, token, code } of forged) {
      for (const { name, origin, path } of doors) {
        for (const [door, url] of [[name, origin] as const, [`gateway to ${name}`, platform.gateway] as const]) {
          const answer = await apiOf(url, token).send('GET', path);
          if (answer.status !== 401 || answer.code !== code)
            wrong.push(`${what} at ${door}: ${answer.status} ${answer.code}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(forged.length).toBeGreaterThanOrEqual(12);
  });

  it('S01: nor does any of them open a socket', async () => {
    for (const { token, code } of forgeries(platform, student.refreshToken).forged) {
      const [order, screen] = [openOrder(platform, randomUUID(), token), openKitchen(platform, token)];
      expect(await order.ended).toMatchObject({ code: 4401 });
      expect(await screen.refused).toEqual({ code });
    }
  });

  it('S01: a genuine token of staff is refused where only consumers may be, and the other way round', async () => {
    expect(await admin.send('GET', '/api/v1/orders')).toMatchObject({ status: 403, code: 'INSUFFICIENT_ROLE' });
    expect(await student.send('GET', '/api/v1/admin/orders')).toMatchObject({ status: 403, code: 'INSUFFICIENT_ROLE' });
    expect((await kitchen.send('GET', '/api/v1/admin/orders')).status).toBe(200);
  });

  it('S30: a claim in a header is no token', async () => {
    const claims = { 'x-user-id': admin.id, 'x-role': 'admin', 'x-forwarded-user': admin.id };
    for (const { origin, path } of doors) {
      expect((await apiOf(origin).send('GET', path, undefined, claims)).status).toBe(401);
    }
  });

  it('S02: an access token does not refresh', async () => {
    const body = { refresh_token: student.token };
    expect(await apiOf(platform.gateway).send('POST', '/api/v1/auth/refresh', body)).toMatchObject({
      status: 401,
      code: 'INVALID_TOKEN',
    });
  });
}
