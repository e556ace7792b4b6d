import { orderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { placeOrder, placeUpiOrder, verify } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import { eventsOf, type Scene } from '../support/scene.ts';
import { openKitchenScreen, openKitchenStream, watchOrder } from '../support/screens.ts';
import { heard } from '../support/settled.ts';
import { lookEverywhere } from '../support/traces-left.ts';

export function lunchStories(scene: Scene): void {
  const { platform, sandbox, kitchen, admin, rider, dishes, tap } = scene;
  const step = (id: string, status: string) =>
    kitchen.ask(orderAnswer, 'PATCH', `/api/v1/admin/orders/${id}/status`, { status });

  it('a lunch by UPI is hidden from the kitchen until it is paid, and then known to everybody who must know', async () => {
    const student = await signInStudent(platform);
    const screen = await openKitchenScreen(platform, kitchen.token);
    const stream = await openKitchenStream(platform, kitchen.token);
    const shown = (id: string) => screen.filter(({ order }) => order.id === id).map(({ type }) => type);
    const streamed = (id: string) =>
      stream.filter(({ data }) => data.order?.id === id).map(({ event, data }) => [event, data.type]);

    const { order, payment } = await placeUpiOrder(student, { dishes: [[dishes[0], 2]] });
    expect(order).toMatchObject({ status: 'received', payment_status: 'pending', total: 120, confirmed_at: null });
    expect(payment).toMatchObject({ amount: 120, currency: 'INR', key_id: platform.secrets.RAZORPAY_KEY_ID });
    const app = watchOrder(platform, order.id, student.token);
    await eventually(() => expect(app.statuses()).toEqual(['received']));

    // Both screens show what happens in the order in which it happens: what came after the unpaid order is there, it is not.
    const later = await placeOrder(scene.student, { dishes: [[dishes[1], 1]], paymentMethod: 'cash' });
    await eventually(() =>
      expect([shown(later.order.id), streamed(later.order.id)]).toEqual([['placed'], [['order', 'placed']]]),
    );
    expect([shown(order.id), streamed(order.id)]).toEqual([[], []]);
    expect((await kitchen.send('GET', `/api/v1/admin/orders/${order.id}`)).status).toBe(404);
    const placed = await tap.waitFor(({ aggregateid }) => aggregateid === order.id);
    await heard(platform, 'notification', placed.id);
    expect(await sandbox.pushesTo(student.deviceToken)).toEqual([]);

    const receipt = await sandbox.pay(payment.gateway_order_id);
    expect(await verify(student, receipt)).toEqual({ status: 'paid', order_id: order.id });
    await eventually(() => {
      expect(shown(order.id)).toEqual(['confirmed']);
      expect(streamed(order.id)).toEqual([['order', 'confirmed']]);
    });

    for (const status of ['preparing', 'ready', 'completed']) await step(order.id, status);
    await eventually(() => expect(app.closedWith()).toBe(1000));
    expect(app.statuses()).toEqual(['received', 'preparing', 'ready', 'completed']);

    const pushes = ['Being Prepared 🍳', 'Order Confirmed!', 'Order Ready! 🎉'];
    await eventually(async () => {
      const left = await lookEverywhere(scene, { order, student });
      expect(left).toMatchObject({
        order: { status: 'completed', payment_status: 'paid', total: '120.00', payment_method: 'upi' },
        lines: [{ item_price: '60.00', quantity: 2, line_total: '120.00' }],
        payment: { status: 'paid', amount: '120.00', gateway_payment_id: receipt.razorpay_payment_id },
        sale: { status: 'completed', is_paid: true, total: '120.00' },
        notifications: ['order_confirmed', 'order_preparing', 'order_ready'],
        pushes,
        kitchenPushes: [`Order #${order.order_number} — 2 items — ₹120.00`],
      });
      expect(left.history).toHaveLength(left.order.version);
    });
    expect(eventsOf(scene, order.id).map(({ type }) => type)).toEqual([
      'order.placed',
      'order.payment_changed',
      'order.confirmed',
      ...Array(3).fill('order.status_changed'),
    ]);
    expect((await sandbox.booksOf(payment.gateway_order_id))?.captured_paise).toBe(12_000);
    expect(shown(order.id)).toEqual(['confirmed', 'status', 'status', 'status']);
    expect(await sandbox.smsTo(student.phone)).toMatchObject([{ provider: 'twilio', to: student.phone }]);
  });

  it('a lunch paid in cash on delivery reaches the kitchen at once, the rider in time, and the books at the door', async () => {
    const student = await signInStudent(platform);
    const screen = await openKitchenScreen(platform, kitchen.token);
    const { order, payment } = await placeOrder(student, {
      dishes: [
        [dishes[0], 1],
        [dishes[1], 3],
      ],
      paymentMethod: 'cash',
      orderType: 'delivery',
    });
    expect(payment).toBeNull();
    expect(order).toMatchObject({ subtotal: 165, delivery_charge: 20, total: 185 });
    const app = watchOrder(platform, order.id, student.token);
    await eventually(() => expect(app.statuses()).toEqual(['received']));
    await eventually(() => expect(screen.map(({ order: { id }, type }) => [id, type])).toEqual([[order.id, 'placed']]));

    for (const status of ['preparing', 'ready']) await step(order.id, status);
    const job = { staff_id: rider.id };
    expect((await admin.send('POST', `/api/v1/admin/orders/${order.id}/assign-delivery`, job)).status).toBe(201);
    const ride = (body: object) => rider.ask(orderAnswer, 'PATCH', `/api/v1/delivery/orders/${order.id}/status`, body);
    await ride({ status: 'picked_up' });
    await ride({ status: 'delivered', cash_collected: true });

    await eventually(() => expect(app.closedWith()).toBe(1000));
    expect(app.statuses()).toEqual(['received', 'preparing', 'ready', 'out_for_delivery', 'completed']);
    await eventually(async () => {
      expect(await lookEverywhere(scene, { order, student })).toMatchObject({
        order: { status: 'completed', payment_status: 'paid', total: '185.00' },
        payment: undefined,
        sale: { status: 'completed', is_paid: true, total: '185.00' },
        notifications: ['order_confirmed', 'order_preparing', 'order_ready', 'order_out_for_delivery'],
        pushes: ['Being Prepared 🍳', 'On the Way! 🚚', 'Order Confirmed!', 'Order Ready! 🎉'],
        kitchenPushes: [`Order #${order.order_number} — 4 items — ₹185.00`],
      });
    });
    expect(eventsOf(scene, order.id).map(({ type }) => type)).toEqual([
      'order.placed',
      'order.status_changed',
      'order.status_changed',
      'order.assignment_changed',
      'order.status_changed',
      'order.payment_changed',
      'order.status_changed',
    ]);
  });
}
