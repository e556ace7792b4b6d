import { logoutAnswer } from '@campus/contracts/auth-api';
import { eventually } from '@campus/testing/eventually';
import { loseEverything } from '@campus/testing/redis';
import { expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { placeOrder } from '../support/canteen.ts';
import { hire, signInStudent } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';
import { openKitchen, openOrder } from '../support/sockets.ts';

export function lostRedisStories(scene: Scene): void {
  const { platform, admin, dishes } = scene;
  const { auth, gateway, realtime } = platform.services;
  const logout = (token: string) => apiOf(platform.gateway, token).ask(logoutAnswer, 'POST', '/api/v1/auth/logout');

  it('I13: whoever logged out stays out, at the gateway and at the sockets, when Redis is empty and both start again', async () => {
    const student = await signInStudent(platform);
    const cook = await hire(platform, admin, 'kitchen');
    const { order } = await placeOrder(student, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
    await Promise.all([logout(student.token), logout(cook.token)]);
    await eventually(async () => expect((await student.send('GET', '/api/v1/orders')).status).toBe(401));

    await loseEverything(platform.redisUrl);
    await Promise.all([gateway.restart(), realtime.restart()]);

    expect(await student.send('GET', '/api/v1/orders')).toMatchObject({ status: 401, code: 'INVALID_TOKEN' });
    expect((await cook.send('GET', '/api/v1/admin/orders')).status).toBe(401);
    expect(await openOrder(platform, order.id, student.token).ended).toEqual({ code: 4401 });
    expect(await openKitchen(platform, cook.token).refused).toEqual({ code: 'INVALID_TOKEN' });
    expect((await admin.send('GET', '/api/v1/admin/orders')).status).toBe(200);
  });

  it('I13: while auth is down too, a gateway that knows nothing trusts nobody; when auth is back it trusts whom it should', async () => {
    const student = await signInStudent(platform);
    await logout(student.token);
    await loseEverything(platform.redisUrl);
    await auth.kill();
    await gateway.restart();
    expect((await admin.send('GET', '/api/v1/admin/orders')).status).toBe(503);
    expect((await student.send('GET', '/api/v1/orders')).status).toBe(503);
    expect((await apiOf(platform.gateway).send('GET', '/api/v1/restaurant')).status).toBe(200);

    await auth.restart();

    await eventually(async () => expect((await admin.send('GET', '/api/v1/admin/orders')).status).toBe(200));
    expect((await student.send('GET', '/api/v1/orders')).status).toBe(401);
  });

  it('S31: what gateways ask auth for is not for the world', async () => {
    expect((await apiOf(platform.gateway).send('GET', '/internal/revocations')).status).toBe(404);
  });
}
