import { paymentAnswer } from '@campus/contracts/payments-api';
import { closeAllConnections } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { orderBody, placeOrder, verify } from '../support/canteen.ts';
import { holdRelay, terminateBackends } from '../support/faults.ts';
import { signInStudent } from '../support/people.ts';
import { eventsOf, type Scene } from '../support/scene.ts';
import { openKitchenScreen } from '../support/screens.ts';
import { nothingParked, outboxesDrained } from '../support/settled.ts';
import { lookEverywhere } from '../support/traces-left.ts';

export function crashingStories(scene: Scene): void {
  const { platform, sandbox, kitchen, dishes, tap } = scene;
  const { ordering, payment, notification } = platform.services;
  const cash = { dishes: [[dishes[0], 1] as [string, number]], paymentMethod: 'cash' as const };
  const upi = { ...cash, paymentMethod: 'upi' as const };

  it('an order whose event was committed but not published when ordering is killed is heard of once, after the restart', async () => {
    const student = await signInStudent(platform);
    const release = await holdRelay(platform.databases.ordering);
    const { order } = await placeOrder(student, cash);
    await ordering.kill();
    const own = { aggregate_id: order.id };
    expect(await platform.databases.ordering('outbox').where(own).pluck('published_at')).toEqual([null]);
    await release();
    expect(eventsOf(scene, order.id)).toEqual([]);

    await ordering.restart();

    await tap.waitFor(({ aggregateid }) => aggregateid === order.id);
    await outboxesDrained(platform);
    expect(tap.events.filter(({ aggregateid }) => aggregateid === order.id).map(({ type }) => type)).toEqual([
      'order.placed',
    ]);
    await eventually(async () => {
      expect(await lookEverywhere(scene, { order, student })).toMatchObject({
        sale: { status: 'received' },
        notifications: ['order_confirmed'],
        pushes: ['Order Confirmed!'],
        kitchenPushes: [expect.stringContaining(order.order_number)],
      });
    });
  });

  it('an event that notification had handled but not acknowledged when it is killed has one effect', async () => {
    const student = await signInStudent(platform);
    platform.notificationLink.pauseToServer();
    const { order } = await placeOrder(student, cash);
    const effects = { notifications: ['order_confirmed'], pushes: ['Order Confirmed!'] };
    await eventually(async () => {
      expect(await lookEverywhere(scene, { order, student })).toMatchObject(effects);
      expect(await platform.databases.notification('push_deliveries').where({ status: 'pending' })).toEqual([]);
    });

    await notification.kill();
    platform.notificationLink.cut();
    platform.notificationLink.resume();
    await notification.restart();

    await eventually(() => {
      const again = notification.logs.filter(
        ({ aggregate_id, outcome }) => aggregate_id === order.id && outcome === 'duplicate',
      );
      expect(again).toHaveLength(1);
    });
    const left = await lookEverywhere(scene, { order, student });
    expect(left).toMatchObject(effects);
    expect(left.kitchenPushes).toHaveLength(1);
  });

  it('an order placed while payment hangs is answered within 3 s without a payment, which comes by itself later', async () => {
    const student = await signInStudent(platform);
    process.kill(payment.pid() ?? 0, 'SIGSTOP');
    const since = performance.now();
    const placed = await placeOrder(student, upi);
    expect(performance.now() - since).toBeLessThan(3_000);
    expect(placed.payment).toBeNull();
    await payment.kill();

    await payment.restart();

    const path = `/api/v1/payments/orders/${placed.order.id}`;
    const gatewayOrderId = await eventually(
      async () => {
        const { payment: opened } = await student.ask(paymentAnswer, 'GET', path);
        if (opened.gateway_order_id === null) throw new Error('the payment has no gateway order yet');
        return opened.gateway_order_id;
      },
      { timeoutMs: 20_000 },
    );
    expect(await verify(student, await sandbox.pay(gatewayOrderId))).toMatchObject({ status: 'paid' });
    await tap.waitFor(({ aggregateid, type }) => aggregateid === placed.order.id && type === 'order.confirmed');
  });

  it('when all connections to RabbitMQ and PostgreSQL are closed by force, no accepted order is lost and all comes to rest', async () => {
    const pids = () => Object.values(platform.services).map((service) => service.pid());
    const before = pids();
    const student = await signInStudent(platform);
    const screen = await openKitchenScreen(platform, kitchen.token);
    const accepted: string[] = [];
    const refused: number[] = [];
    const state = { broken: true };
    const orderOn = async () => {
      while (state.broken) {
        const answer = await student.send('POST', '/api/v1/orders', orderBody(cash));
        if (answer.status === 201) accepted.push((answer.body as { order: { id: string } }).order.id);
        else refused.push(answer.status);
      }
    };
    const customers = [orderOn(), orderOn(), orderOn()];
    for (let round = 0; round < 2; round += 1) {
      await eventually(() => expect(accepted.length).toBeGreaterThan(10 * (round + 1)), { timeoutMs: 20_000 });
      await Promise.all([
        closeAllConnections(platform.rabbitmqUrl),
        ...Object.values(platform.databases).map(terminateBackends),
      ]);
    }
    state.broken = false;
    await Promise.all(customers);

    await outboxesDrained(platform);
    const { ordering: orders, reporting, notification: notifications } = platform.databases;
    const stored: string[] = await orders('orders').where({ user_id: student.id }).pluck('id');
    expect(accepted.filter((id) => !stored.includes(id))).toEqual([]);
    expect(refused.filter((status) => status !== 503)).toEqual([]);
    await eventually(
      async () => {
        expect((await reporting('sales_orders').whereIn('order_id', stored)).length).toBe(stored.length);
        const told = await notifications('notifications').whereIn('order_id', stored).pluck('recipient_id');
        expect(told.filter((id) => id === student.id)).toHaveLength(stored.length);
        expect(told.filter((id) => id === kitchen.id)).toHaveLength(stored.length);
        const shown = screen.filter(({ type }) => type === 'placed').map(({ order }) => order.id);
        expect(new Set(shown)).toEqual(new Set(stored));
      },
      { timeoutMs: 25_000 },
    );
    for (const id of stored) expect(eventsOf(scene, id)).toHaveLength(1);
    await nothingParked(platform);
    expect(pids()).toEqual(before);
  }, 60_000);
}
