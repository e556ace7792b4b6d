import { randomUUID } from 'node:crypto';
import { userAnswer } from '@campus/contracts/auth-api';
import { placedOrderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { orderBody } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';
import { outboxesDrained } from '../support/settled.ts';
import { storedAnywhere } from '../support/stored-anywhere.ts';

export function erasureStories(scene: Scene): void {
  const { platform, admin, dishes } = scene;

  it('a student who is erased is in no table of any service: not by name, phone, address, words or device', async () => {
    const student = await signInStudent(platform);
    const [name, address, words] = ['Nobody', 'Hostel', 'Please ring'].map((text) => `${text} ${randomUUID()}`);
    await student.ask(userAnswer, 'PUT', '/api/v1/users/me', { name });
    await eventually(async () => {
      const { ordering } = platform.databases;
      expect(await ordering('customers').where({ id: student.id, name })).toHaveLength(1);
    });
    const order = async (paymentMethod: 'cash' | 'upi') => {
      const body = {
        ...orderBody({ dishes: [[dishes[0], 1]], paymentMethod, orderType: 'delivery' }),
        delivery_address: address,
      };
      const headers = { 'idempotency-key': randomUUID() };
      const wish = { ...body, special_instructions: words };
      return (await student.ask(placedOrderAnswer, 'POST', '/api/v1/orders', wish, headers)).order;
    };
    const [cash, upi] = [await order('cash'), await order('upi')];
    const personal = [name, address, words, student.phone.slice(3), student.deviceToken].map(String);
    expect(await storedAnywhere(platform, personal)).toEqual(
      expect.arrayContaining(['auth.users', 'ordering.orders', 'ordering.outbox', 'notification.device_tokens']),
    );

    await student.ask(z.unknown(), 'DELETE', '/api/v1/users/me');

    const { ordering } = platform.databases;
    await eventually(async () =>
      expect(await ordering('orders').where({ id: upi.id }).first()).toMatchObject({ status: 'cancelled' }),
    );
    expect(await ordering('orders').where({ id: cash.id }).first()).toMatchObject({
      customer_name: null,
      delivery_address: address,
    });
    const reason = { status: 'cancelled', reason: 'other' };
    await admin.ask(z.unknown(), 'PATCH', `/api/v1/admin/orders/${cash.id}/status`, reason);
    await outboxesDrained(platform);
    // What the hour brings, a start brings too.
    await Promise.all([platform.services.ordering.restart(), platform.services.auth.restart()]);
    await eventually(async () => expect(await storedAnywhere(platform, personal)).toEqual([]));
  });
}
