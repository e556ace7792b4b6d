import { logoutAnswer, staffAnswer } from '@campus/contracts/auth-api';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { apiOf } from '../support/api.ts';
import { placeOrder } from '../support/canteen.ts';
import { hire, type Staff, signInStudent } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';
import { type OpenDoor, openKitchen, openOrder, openScreen, openStream } from '../support/sockets.ts';

const LIMIT_MS = 5_000;

export function endedSessionStories(scene: Scene): void {
  const { platform, admin, student, dishes } = scene;
  const change = (staff: Staff, body: object) =>
    admin.ask(staffAnswer, 'PATCH', `/api/v1/admin/staff/${staff.id}`, body);
  const logout = (token: string) => apiOf(platform.gateway, token).ask(logoutAnswer, 'POST', '/api/v1/auth/logout');

  const endings: [string, (staff: Staff) => Promise<unknown>][] = [
    ['a logout', (staff) => logout(staff.token)],
    ['deactivation', (staff) => change(staff, { is_active: false })],
    ['another role', (staff) => change(staff, { role: 'delivery' })],
    ['another password', (staff) => change(staff, { password: 'quite another passphrase' })],
  ];

  it.each(endings)(
    'S06: %s refuses the access token and ends every socket within 5 s, and no one else’s',
    async (_what, end) => {
      const [leaving, staying] = [await hire(platform, admin, 'kitchen'), await hire(platform, admin, 'kitchen')];
      const { order } = await placeOrder(student, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
      const doors = await openAll(leaving.token, order.id);
      const others = await openAll(staying.token, order.id);

      await end(leaving);
      const since = performance.now();
      const refused = eventually(async () => {
        const answer = await leaving.send('GET', '/api/v1/admin/orders');
        expect([answer.status, answer.code]).toEqual([401, 'INVALID_TOKEN']);
      });
      const [, ...endedAt] = await Promise.all([
        refused,
        ...doors.map(async ({ ended }) => [await ended, performance.now() - since] as const),
      ]);

      expect(performance.now() - since).toBeLessThan(LIMIT_MS);
      for (const [, ms] of endedAt) expect(ms).toBeLessThan(LIMIT_MS);
      expect(endedAt.map(([how]) => how)).toEqual([{ code: 4401 }, { reason: 'io server disconnect' }, {}]);
      expect(await openKitchen(platform, leaving.token).refused).toEqual({ code: 'INVALID_TOKEN' });
      expect((await staying.send('GET', '/api/v1/admin/orders')).status).toBe(200);
      expect(await Promise.race([...others.map(({ ended }) => ended), Promise.resolve('open')])).toBe('open');
    },
  );

  it.each([
    ['a logout', 'POST', '/api/v1/auth/logout'],
    ['erasing the account', 'DELETE', '/api/v1/users/me'],
  ])(
    'S06: a student’s sockets end within 5 s of %s, and the refresh token is worth nothing at once',
    async (_what, method, path) => {
      const leaving = await signInStudent(platform);
      const { order } = await placeOrder(leaving, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
      const doors = [openOrder(platform, order.id, leaving.token), openScreen(platform, '/orders', leaving.token)];
      await Promise.all(doors.map(({ open }) => open));

      await leaving.ask(z.unknown(), method, path);
      const since = performance.now();
      const refresh = { refresh_token: leaving.refreshToken };
      expect((await apiOf(platform.gateway).send('POST', '/api/v1/auth/refresh', refresh)).status).toBe(401);
      await Promise.all(doors.map(({ ended }) => ended));
      await eventually(async () => expect((await leaving.send('GET', '/api/v1/orders')).status).toBe(401));
      expect(performance.now() - since).toBeLessThan(LIMIT_MS);
    },
  );

  async function openAll(token: string, orderId: string): Promise<OpenDoor[]> {
    const doors = [
      openOrder(platform, orderId, token),
      openKitchen(platform, token),
      await openStream(platform, token),
    ];
    await Promise.all(doors.map(({ open }) => open));
    return doors;
  }
}
