import { createHmac, randomUUID } from 'node:crypto';
import { restaurantAnswer } from '@campus/contracts/config-api';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { addDishes, openAllDay, orderBody, placeUpiOrder, setting, verify } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import { eventsOf, type Scene } from '../support/scene.ts';
import { openKitchenScreen } from '../support/screens.ts';
import { outboxesDrained } from '../support/settled.ts';
import { lookEverywhere } from '../support/traces-left.ts';

export function racingStories(scene: Scene): void {
  const { platform, sandbox, admin, kitchen, dishes } = scene;

  it('of fifty clients that race for the last five places of a slot exactly five get one', async () => {
    await openAllDay(admin, 'race');
    const students = await Promise.all(Array.from({ length: 50 }, () => signInStudent(platform)));
    const body = orderBody({ dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
    const order = (student: (typeof students)[number]) => student.send('POST', '/api/v1/orders', body);
    for (const student of students.slice(0, 3)) expect((await order(student)).status).toBe(201);
    await setting(admin, 'max_orders_per_slot', 8);
    const { restaurant } = await admin.ask(restaurantAnswer, 'GET', '/api/v1/restaurant');
    expect(restaurant.current_slot?.places_left).toBe(5);

    const answers = await Promise.all(students.map(order));

    const winners = answers.filter(({ status }) => status === 201);
    const losers = answers.filter(({ status, code }) => status === 409 && code === 'ORDER_LIMIT_REACHED');
    expect([winners.length, losers.length]).toEqual([5, 45]);
    expect(losers[0]?.body).toMatchObject({ error: { details: { current: 8, max: 8 } } });
    const slot = restaurant.current_slot?.name ?? '';
    const { ordering } = platform.databases;
    expect(await ordering('slot_counters').where({ slot }).pluck('taken')).toEqual([8]);
    expect(await ordering('orders').where({ slot })).toHaveLength(8);
    await setting(admin, 'max_orders_per_slot', 10_000);
    await openAllDay(admin, 'day');
  });

  it('a webhook and the app that report a payment at once, three times each, make one paid order, ticket and push', async () => {
    const student = await signInStudent(platform);
    const screen = await openKitchenScreen(platform, kitchen.token);
    const [dish = ''] = await addDishes(admin, student, [75]);
    const { order, payment } = await placeUpiOrder(student, { dishes: [[dish, 1]] });
    await sandbox.holdWebhooks();
    const receipt = await sandbox.pay(payment.gateway_order_id);
    const held = (await sandbox.heldWebhooks()).filter(({ event }) => event === 'payment.captured');
    const copies = await Promise.all(
      held.map(async ({ event_id }) => copyOf(await sandbox.webhookBody(event_id), event_id)),
    );

    const answers = await Promise.all(
      Array.from({ length: 3 }).flatMap(() => [verify(student, receipt), ...copies.map((deliver) => deliver())]),
    );
    await sandbox.releaseWebhooks();

    expect(copies).toHaveLength(1);
    expect(answers.filter((answer) => answer === 200)).toHaveLength(3);
    await eventually(() => expect(screen.filter(({ order: { id } }) => id === order.id)).toHaveLength(1));
    await eventually(async () => {
      const left = await lookEverywhere(scene, { order, student });
      expect(left.order.payment_status).toBe('paid');
      expect(left.history.map(({ type }) => type)).toEqual(['placed', 'payment', 'confirmed']);
      expect([left.pushes, left.kitchenPushes.length]).toEqual([['Order Confirmed!'], 1]);
    });
    await webhooksDone();
    await outboxesDrained(platform);
    expect(eventsOf(scene, order.id).filter(({ type }) => type === 'order.confirmed')).toHaveLength(1);
    const paymentId = (await platform.databases.payment('payments').where({ order_id: order.id }).first()).id;
    expect(eventsOf(scene, paymentId).map(({ type }) => type)).toEqual(['payment.created', 'payment.captured']);
    expect(screen.filter(({ order: { id } }) => id === order.id).map(({ type }) => type)).toEqual(['confirmed']);
    expect((await sandbox.pushesTo(student.deviceToken)).map(({ title }) => title)).toEqual(['Order Confirmed!']);
  });

  function copyOf(body: string, eventId: string): () => Promise<number> {
    const [secret = ''] = (platform.secrets.RAZORPAY_WEBHOOK_SECRETS ?? '').split(',');
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return async () => {
      const headers = {
        'content-type': 'application/json',
        'x-razorpay-signature': signature,
        'x-razorpay-event-id': eventId,
        'x-request-id': randomUUID(),
      };
      return (await apiOf(platform.gateway).send('POST', '/api/v1/payments/webhook', body, headers)).status;
    };
  }

  async function webhooksDone(): Promise<void> {
    await eventually(async () => {
      expect(await sandbox.heldWebhooks()).toEqual([]);
      expect(await platform.databases.payment('webhook_inbox').whereNull('processed_at')).toEqual([]);
    });
  }
}
