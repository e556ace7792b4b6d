import { randomUUID } from 'node:crypto';
import { notificationListAnswer } from '@campus/contracts/notifications-api';
import { orderListAnswer, placedOrderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { orderBody, placeOrder, placeUpiOrder } from '../support/canteen.ts';
import { bearer } from '../support/credentials.ts';
import type { Operation } from '../support/document.ts';
import { hire, signInStudent } from '../support/people.ts';
import { type RawAnswer, sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';
import { watchOrder } from '../support/screens.ts';
import { jsonRequest, validBody } from '../support/valid-request.ts';

// They belong to the restaurant: whoever may call the operation at all may see each of them.
const THE_RESTAURANTS = ['items', 'categories', 'config', 'staff'];

/** Somebody who may call an operation, and a thing of the kind in its path that is not theirs. */
interface Temptation {
  token: string;
  id: string;
}

export function foreignThings(scene: Scene): void {
  const { platform, contract, sandbox, student: stranger, admin, kitchen, rider, dishes } = scene;
  const cash = { dishes: [[dishes[0], 1] as [string, number]], paymentMethod: 'cash' as const };

  it('S20: by every operation with an id in its path a thing of somebody else answers as one that does not exist', async () => {
    const owner = await signInStudent(platform);
    const { order } = await placeOrder(owner, cash);
    const unpaid = (await placeUpiOrder(owner, cash)).order;
    const job = (await placeOrder(owner, { ...cash, orderType: 'delivery' })).order;
    const otherRider = await hire(platform, admin, 'delivery');
    const given = await admin.send('POST', `/api/v1/admin/orders/${job.id}/assign-delivery`, { staff_id: rider.id });
    expect(given.status).toBe(201);
    const inbox = await eventually(async () => {
      const { notifications } = await owner.ask(notificationListAnswer, 'GET', '/api/v1/users/me/notifications');
      expect(notifications).not.toEqual([]);
      return notifications;
    });
    const before = await owner.ask(orderListAnswer, 'GET', '/api/v1/orders');

    const temptations: Record<string, Temptation> = {
      'orders consumer': { token: stranger.token, id: order.id },
      'orders delivery': { token: otherRider.token, id: job.id },
      // For the kitchen an order that is not paid yet does not exist.
      'orders kitchen': { token: kitchen.token, id: unpaid.id },
      'notifications consumer': { token: stranger.token, id: inbox[0]?.id ?? '' },
      'notifications kitchen': { token: kitchen.token, id: inbox[0]?.id ?? '' },
    };
    const inPaths = contract.operations.filter(
      ({ path, 'x-roles': roles }) => path.includes('{') && !isTheAdmins(roles) && !isEverybodys(roles),
    );
    const undecided: string[] = [];
    const told: unknown[] = [];
    for (const operation of inPaths) {
      const [, word = ''] = /(\w+)\/\{/.exec(operation.path) ?? [];
      if (THE_RESTAURANTS.includes(word)) continue;
      const tempted = operation['x-roles'].filter((role) => role !== 'admin');
      const own = tempted.flatMap((role) => temptations[`${word} ${role}`] ?? []);
      if (own.length < Math.min(tempted.length, 1)) undecided.push(`${operation.operationId}: whose is it?`);
      for (const temptation of own) told.push(...(await difference(operation, temptation)));
    }
    expect(undecided).toEqual([]);
    expect(told).toEqual([]);
    expect(inPaths.length).toBeGreaterThan(10);
    expect(await owner.ask(orderListAnswer, 'GET', '/api/v1/orders')).toEqual(before);
  });

  it('S20: a receipt of somebody else’s order is as unknown as one that nobody has', async () => {
    const owner = await signInStudent(platform);
    const { payment, order } = await placeUpiOrder(owner, cash);
    await sandbox.holdWebhooks();
    const receipt = await sandbox.pay(payment.gateway_order_id);
    const nobodys = { ...receipt, razorpay_order_id: 'order_NobodyHasThis1' };
    const answers = await Promise.all(
      [receipt, nobodys].map((body) => stranger.send('POST', '/api/v1/payments/verify', body)),
    );
    await sandbox.releaseWebhooks();
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    await eventually(async () =>
      expect((await owner.send('GET', `/api/v1/orders/${order.id}/status`)).body).toMatchObject({
        payment_status: 'paid',
      }),
    );
  });

  it('S20: what is named elsewhere (a key, a cursor, a device, a socket) leads nobody to the things of others', async () => {
    const owner = await signInStudent(platform);
    const headers = { 'idempotency-key': randomUUID() };
    const order = (who: typeof owner) => who.ask(placedOrderAnswer, 'POST', '/api/v1/orders', orderBody(cash), headers);
    const [mine, theirs] = [await order(owner), await order(stranger)];
    expect([mine.order.user_id, theirs.order.user_id]).toEqual([owner.id, stranger.id]);

    const page = await stranger.ask(orderListAnswer, 'GET', `/api/v1/orders?cursor=${mine.order.id}`);
    expect(page.orders.filter(({ user_id }) => user_id !== stranger.id)).toEqual([]);

    const devices = [owner.deviceToken, 'a-device-of-nobody'];
    const removed = await Promise.all(
      devices.map((token) => stranger.send('DELETE', '/api/v1/users/device-token', { token })),
    );
    expect(removed.map(({ status }) => status)).toEqual([204, 204]);
    const kept = await platform.databases.notification('device_tokens').where({ token: owner.deviceToken });
    expect(kept).toMatchObject([{ user_id: owner.id, is_active: true }]);

    const sockets = [mine.order.id, randomUUID()].map((id) => watchOrder(platform, id, stranger.token));
    await eventually(() => expect(sockets.map((socket) => socket.closedWith())).toEqual([4404, 4404]));
    expect(sockets.flatMap(({ frames }) => frames)).toEqual([]);
  });

  /** What tells a stranger that the thing exists; nothing, it is hoped. */
  async function difference(operation: Operation, { token, id }: Temptation): Promise<unknown[]> {
    const body = validBody(operation, { orders: [], items: dishes, categories: [], staff: [rider.id] });
    const ask = async (thing: string) =>
      seenFrom(
        await sendRaw(
          platform.gateway,
          jsonRequest(operation, operation.path.replace(/\{\w+\}/, thing), body, bearer(token)),
        ),
      );
    const [foreign, unknown] = [await ask(id), await ask(randomUUID())];
    const isHidden = foreign.status === 404 && JSON.stringify(foreign) === JSON.stringify(unknown);
    return isHidden ? [] : [{ operation: operation.operationId, foreign, unknown }];
  }
}

function isTheAdmins(roles: string[]): boolean {
  return roles.length === 1 && roles[0] === 'admin';
}

/** Open without a token: it tells nothing of anybody (pictures), or its sender signs it (callbacks). */
function isEverybodys(roles: string[]): boolean {
  return roles.includes('none');
}

/** All that a client gets, without what is different every time. */
function seenFrom({ status, headers: { date: _date, 'x-request-id': _id, ...headers }, text }: RawAnswer) {
  return { status, headers, text };
}
