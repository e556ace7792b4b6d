import { randomUUID } from 'node:crypto';
import { categoryAnswer } from '@campus/contracts/menu-api';
import { orderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import type { Answer, Api } from '../support/api.ts';
import { addDishes, openAllDay, orderBody, placeOrder, placeUpiOrder, setting, verify } from '../support/canteen.ts';
import { authorization, bearer } from '../support/credentials.ts';
import type { Operation } from '../support/document.ts';
import { existingThings } from '../support/existing-things.ts';
import { signInStudent } from '../support/people.ts';
import { sendRaw } from '../support/raw-request.ts';
import type { Scene } from '../support/scene.ts';
import { jsonRequest, validBody } from '../support/valid-request.ts';
import { tellAsRazorpay } from '../support/webhook.ts';

// They need a minute of traffic, a server that is down, or luck: limits.test.ts and proxying.test.ts of the gateway, the tests of
// `libs/idempotency` and of ordering show them; an office with a single admin is in last-admin.test.ts of auth.
const ELSEWHERE = ['RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'REQUEST_IN_PROGRESS', 'LAST_ADMIN'];

/** To be told after the roles and the hostile input: what a document announces without reason is as wrong as what it hides. */
export function refusals(scene: Scene): void {
  const { platform, contract, admin, kitchen, rider, sandbox } = scene;
  const own = (id: string) => `/api/v1/admin/orders/${id}`;
  const expectCode = async (answer: Promise<Answer>, code: string) => expect((await answer).code).toBe(code);
  const stale = { 'if-match': '"1"' };

  async function cashOrder(student: Api, orderType: 'pickup' | 'delivery' = 'pickup') {
    const wish = { dishes: [[scene.dishes[0], 1] as [string, number]], paymentMethod: 'cash' as const, orderType };
    return (await placeOrder({ ...scene.student, ...student }, wish)).order.id;
  }

  async function takeSteps(id: string, ...statuses: string[]): Promise<void> {
    for (const status of statuses) await kitchen.ask(orderAnswer, 'PATCH', `${own(id)}/status`, { status });
  }

  it('S24: an order that cannot be is refused by the code that says why, and nothing of it is kept', async () => {
    const student = await signInStudent(platform);
    const body = (wish: object = {}) => ({
      ...orderBody({ dishes: [[scene.dishes[0], 1]], paymentMethod: 'cash' }),
      ...wish,
    });
    const order = (wish?: object) => student.send('POST', '/api/v1/orders', body(wish));
    const whileSet = async (key: string, [value, usual]: [unknown, unknown], code: string, wish?: object) => {
      await setting(admin, key, value);
      await expectCode(order(wish), code);
      await setting(admin, key, usual);
    };
    const line = (quantity: unknown) => ({ items: [{ menu_item_id: scene.dishes[0], quantity }] });
    for (const quantity of [0, -1, 1.5, 1e9, '2', null]) await expectCode(order(line(quantity)), 'VALIDATION_ERROR');
    const lines = Array.from({ length: 1_000 }, () => ({ menu_item_id: scene.dishes[0], quantity: 1 }));
    await expectCode(order({ items: lines }), 'VALIDATION_ERROR');
    await expectCode(order({ items: Array.from({ length: 10_000 }, () => lines[0]) }), 'PAYLOAD_TOO_LARGE');
    await expectCode(order({ items: [] }), 'CART_EMPTY');
    await expectCode(order({ items: [{ menu_item_id: randomUUID(), quantity: 1 }] }), 'ITEM_UNAVAILABLE');
    await expectCode(student.send('POST', '/api/v1/orders/quote', body({ items: [] })), 'CART_EMPTY');
    const [sweet = ''] = await addDishes(admin, scene.student, [0.99]);
    await expectCode(
      order({ items: [{ menu_item_id: sweet, quantity: 1 }], payment_method: 'upi' }),
      'AMOUNT_TOO_SMALL',
    );
    await whileSet('restaurant_open', [false, true], 'RESTAURANT_CLOSED');
    await whileSet('cash_payment_enabled', [false, true], 'PAYMENT_METHOD_UNAVAILABLE');
    const delivery = { order_type: 'delivery', delivery_address: 'Hostel 4' };
    await whileSet('delivery_enabled', [false, true], 'DELIVERY_UNAVAILABLE', delivery);
    await openAllDay(admin, `full-${randomUUID().slice(0, 8)}`);
    await whileSet('max_orders_per_slot', [0, 10_000], 'ORDER_LIMIT_REACHED');
    expect(await platform.databases.ordering('orders').where({ user_id: student.id })).toEqual([]);
    await setting(admin, 'max_unpaid_orders_per_user', 1);
    expect((await order({ payment_method: 'upi' })).status).toBe(201);
    await expectCode(order({ payment_method: 'upi' }), 'TOO_MANY_UNPAID_ORDERS');
    await setting(admin, 'max_unpaid_orders_per_user', 2);
    await openAllDay(admin, 'day');
  });

  it('an order that has gone on refuses what comes too late, or after somebody else', async () => {
    const student = await signInStudent(platform);
    const [cooked, ready, driven] = [
      await cashOrder(student),
      await cashOrder(student),
      await cashOrder(student, 'delivery'),
    ];
    await takeSteps(cooked, 'preparing');
    await expectCode(student.send('POST', `/api/v1/orders/${cooked}/cancel`, {}), 'INVALID_TRANSITION');
    await expectCode(student.send('POST', `/api/v1/orders/${cooked}/cancel`, {}, stale), 'VERSION_CONFLICT');
    await expectCode(kitchen.send('PATCH', `${own(cooked)}/status`, { status: 'completed' }), 'INVALID_TRANSITION');
    await takeSteps(ready, 'preparing', 'ready');
    const soon = { estimated_ready_time: new Date(Date.now() + 600_000).toISOString() };
    await expectCode(kitchen.send('PATCH', `${own(ready)}/estimate`, soon), 'INVALID_TRANSITION');
    const paid = { payment_status: 'paid' };
    for (const [door, body] of Object.entries({
      status: { status: 'completed' },
      estimate: soon,
      'payment-status': paid,
    }))
      await expectCode(kitchen.send('PATCH', `${own(ready)}/${door}`, body, stale), 'VERSION_CONFLICT');
    const unpaid = await placeUpiOrder({ ...scene.student, ...student }, { dishes: [[scene.dishes[0], 1]] });
    await expectCode(admin.send('PATCH', `${own(unpaid.order.id)}/payment-status`, paid), 'INVALID_TRANSITION');

    const job = { staff_id: rider.id };
    const assign = (id: string, body: object) => admin.send('POST', `${own(id)}/assign-delivery`, body);
    await expectCode(assign(ready, job), 'INVALID_TRANSITION');
    await expectCode(assign(driven, { staff_id: kitchen.id }), 'DELIVERY_UNAVAILABLE');
    await takeSteps(driven, 'preparing');
    expect((await assign(driven, job)).status).toBe(201);
    const ride = (status: string) => rider.send('PATCH', `/api/v1/delivery/orders/${driven}/status`, { status });
    await expectCode(ride('delivered'), 'INVALID_TRANSITION');
    await takeSteps(driven, 'ready');
    expect((await ride('picked_up')).status).toBe(200);
    await expectCode(admin.send('DELETE', `${own(driven)}/assign-delivery`), 'INVALID_TRANSITION');
  });

  it('money is refused to go where it must not', async () => {
    const student = await signInStudent(platform);
    const { order, payment } = await placeUpiOrder(student, { dishes: [[scene.dishes[0], 1]] });
    const receipt = await sandbox.pay(payment.gateway_order_id);
    const forged = { ...receipt, razorpay_signature: '0'.repeat(64) };
    await expectCode(student.send('POST', '/api/v1/payments/verify', forged), 'PAYMENT_FAILED');
    expect(await verify(student, receipt)).toMatchObject({ status: 'paid' });
    const refund = (body: object) => admin.send('POST', `${own(order.id)}/refund`, { reason: 'cold', ...body });
    await expectCode(refund({ amount: 10_000 }), 'REFUND_EXCEEDS_PAYMENT');
    const dispute = {
      id: 'disp_Esz7KAitoYM7PJ',
      payment_id: receipt.razorpay_payment_id,
      amount: 6_000,
      status: 'open',
    };
    const disputed = {
      ...{ id: receipt.razorpay_payment_id, entity: 'payment', order_id: receipt.razorpay_order_id, method: 'upi' },
      ...{
        amount: 6_000,
        amount_refunded: 0,
        currency: 'INR',
        status: 'captured',
        captured: true,
        created_at: 1_770_000_000,
      },
    };
    const told = await tellAsRazorpay(platform, {
      event: 'payment.dispute.created',
      payload: { payment: { entity: disputed }, dispute: { entity: dispute } },
    });
    expect(told.status).toBe(200);
    await eventually(() => expectCode(refund({ amount: 10_000 }), 'PAYMENT_DISPUTED'));
    const visitor = { 'content-type': 'application/json', 'x-razorpay-signature': 'forged' };
    await expectCode(student.send('POST', '/api/v1/payments/webhook', '{}', visitor), 'INVALID_SIGNATURE');
    await expectCode(
      student.send('POST', '/api/v1/payments/webhook', 'x'.repeat(1_000_001), visitor),
      'PAYLOAD_TOO_LARGE',
    );
    const packed = { ...visitor, 'content-encoding': 'gzip' };
    await expectCode(student.send('POST', '/api/v1/payments/webhook', '{}', packed), 'VALIDATION_ERROR');
  });

  it('names that are taken and secrets that are wrong are refused', async () => {
    const student = await signInStudent(platform);
    const name = `Taken ${randomUUID()}`;
    const create = () => admin.send('POST', '/api/v1/admin/menu/categories', { name });
    expect((await create()).status).toBe(201);
    await expectCode(create(), 'ALREADY_EXISTS');
    const other = { name: `Free ${randomUUID()}` };
    const { category } = await admin.ask(categoryAnswer, 'POST', '/api/v1/admin/menu/categories', other);
    await expectCode(admin.send('PUT', `/api/v1/admin/menu/categories/${category.id}`, { name }), 'ALREADY_EXISTS');
    const username = `taken-${randomUUID().slice(0, 8)}`;
    const newcomer = { username, password: 'a long enough passphrase', name: 'Meera', role: 'kitchen' };
    expect((await admin.send('POST', '/api/v1/admin/staff', newcomer)).status).toBe(201);
    await expectCode(admin.send('POST', '/api/v1/admin/staff', newcomer), 'ALREADY_EXISTS');
    const wrong = { username, password: 'another long passphrase' };
    await expectCode(student.send('POST', '/api/v1/admin/auth/login', wrong), 'INVALID_CREDENTIALS');
    const guess = { phone: student.phone, otp: '000000' };
    await expectCode(student.send('POST', '/api/v1/auth/verify-otp', guess), 'INVALID_OTP');
    await expectCode(student.send('POST', '/api/v1/auth/refresh', { refresh_token: student.token }), 'INVALID_TOKEN');
    await expectCode(
      student.send('POST', '/api/v1/payments/verify', {
        razorpay_order_id: 'order_nobodys',
        razorpay_payment_id: 'pay_nobodys',
        razorpay_signature: 'x',
      }),
      'NOT_FOUND',
    );
  });

  it('a picture that is too large or for nothing, a name that is none, and a callback that is a book are refused', async () => {
    const things = await existingThings(scene);
    const send = (path: string, init: RequestInit) => fetch(`${platform.gateway}/api/v1${path}`, init);
    const upload = (path: string, bytes: number) => {
      const body = new FormData();
      body.append('image', new File([new Uint8Array(bytes)], 'dish.png'));
      return send(path, { method: 'POST', body, headers: bearer(admin.token) });
    };
    for (const [kind, id] of Object.entries({ items: things.items[0], categories: things.categories[0] })) {
      expect((await upload(`/admin/menu/${kind}/${id}/image`, 5 * 1024 * 1024 + 1)).status).toBe(413);
      expect((await upload(`/admin/menu/${kind}/no-id/image`, 10)).status).toBe(400);
    }
    expect((await send(`/menu/images/${'x'.repeat(101)}`, {})).status).toBe(400);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const callback = { method: 'POST', headers, body: `MessageSid=${'S'.repeat(11_000)}` };
    expect((await send(`/notifications/sms-status/${randomUUID()}`, callback)).status).toBe(413);
  });

  it('every code that an operation announces is one that it gives', async () => {
    const things = await existingThings(scene);
    const headersOf = (operation: Operation) => authorization(scene, operation);
    for (const operation of contract.operations) {
      const body = validBody(operation, things);
      const target = operation.path.replace(/\{\w+\}/g, () => randomUUID());
      const wrong = operation.path.replace(/\{\w+\}/g, 'no-id');
      for (const one of operation.path === target ? [] : [target, wrong])
        await sendRaw(platform.gateway, jsonRequest(operation, one, body, headersOf(operation)));
      if (!operation.parameters.some(({ name }) => name === 'Idempotency-Key')) continue;
      const headers = { ...headersOf(operation), 'idempotency-key': randomUUID() };
      for (const one of [body, { something: 'else' }])
        await sendRaw(platform.gateway, jsonRequest(operation, target, one, headers));
    }
    const announced = contract.operations.flatMap(({ operationId, responses }) =>
      Object.values(responses)
        .flatMap(({ content }) => Object.keys(content?.['application/json']?.examples ?? {}))
        .map((code) => `${operationId} ${code}`),
    );
    const unheard = announced.filter((answer) => !contract.seen.has(answer));
    expect(announced.length).toBeGreaterThan(300);
    expect(unheard.filter((answer) => !ELSEWHERE.some((code) => answer.endsWith(` ${code}`)))).toEqual([]);
  });
}
