import { placedOrderAnswer } from '@campus/contracts/orders-api';
import { refundAnswer } from '@campus/contracts/payments-api';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { orderBody, placeUpiOrder, verify } from '../support/canteen.ts';
import type { PortalScene } from './support/portal-scene.ts';

export function adminRefundStories({ platform, visit, admin, student, sandbox, dishes }: PortalScene): void {
  async function paidOrder() {
    const { order, payment } = await placeUpiOrder(student, { dishes: [[dishes[0], 1]] });
    await verify(student, await sandbox.pay(payment.gateway_order_id));
    return order;
  }
  const refundsOf = (orderId: string) =>
    platform.databases
      .payment('refunds')
      .join('payments', 'payments.id', 'refunds.payment_id')
      .where({ order_id: orderId })
      .pluck('refunds.amount');

  async function dialogFor(orderId: string) {
    const window = await visit(`/kitchen/admin/orders/${orderId}`, { as: 'admin' });
    await window.page.getByRole('button', { name: 'Refund' }).click();
    const dialog = window.page.getByRole('dialog', { name: /^Refund ORD/ });
    return { ...window, dialog, amount: dialog.getByLabel('Amount in rupees') };
  }

  test('a refund from the dialog is seen live on the open page of the student', async () => {
    const phone = await visit('/', { as: 'student', size: 'phone' });
    const kept = await phone.page.evaluate(() => localStorage.getItem('campus-student') ?? '{}');
    const owner = apiOf(platform.gateway, JSON.parse(kept).accessToken);
    const body = orderBody({ dishes: [[dishes[0], 1]], paymentMethod: 'upi' });
    const { order, payment } = await owner.ask(placedOrderAnswer, 'POST', '/api/v1/orders', body);
    await sandbox.pay(payment?.gateway_order_id ?? '');
    await phone.page.goto(`/orders/${order.id}`);
    await phone.page.getByText('Paid', { exact: true }).waitFor();

    const { page, dialog, amount, expectClean } = await dialogFor(order.id);
    expect(await amount.inputValue()).toBe('60.00');
    await dialog.getByRole('radio', { name: 'It took too long' }).click();
    await expectClean();
    await dialog.getByRole('button', { name: 'Refund ₹60.00' }).click();
    await phone.page.getByText('Refunded', { exact: true }).first().waitFor();
    await page.getByRole('list', { name: 'Refunds' }).getByText('Given back').waitFor();
    await page.getByRole('list', { name: 'History' }).getByText('All money given back').waitFor();
    expect(await page.getByRole('button', { name: 'Refund', exact: true }).count()).toBe(0);
    await expectClean();
    expect(await refundsOf(order.id)).toEqual(['60.00']);
  });

  test('what is no amount, too little or too much is said beside the field and never sent', async () => {
    const order = await paidOrder();
    const { dialog, amount, refusals, expectClean } = await dialogFor(order.id);
    await dialog.getByRole('radio', { name: 'We made a mistake' }).click();
    const said: [string, RegExp][] = [
      ['12,5', /^Write an amount/],
      ['0.99', /^The smallest refund is/],
      ['60.01', /^That is more than what is left: ₹60\.00/],
    ];
    for (const [written, sentence] of said) {
      await amount.fill(written);
      await amount.press('Enter');
      await dialog.getByText(sentence).waitFor();
    }
    await expectClean();
    expect([refusals, await refundsOf(order.id)]).toEqual([[], []]);
    await amount.fill('8.35');
    await dialog.getByRole('button', { name: 'Refund ₹8.35' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await refundsOf(order.id)).toEqual(['8.35']);
  });

  test('when somebody else was faster, the server’s refusal stands beside the field with what is left', async () => {
    const order = await paidOrder();
    const { dialog, refusals } = await dialogFor(order.id);
    await dialog.getByRole('radio', { name: 'We made a mistake' }).click();
    const other = { amount: 50, reason: 'another admin' };
    await admin.ask(refundAnswer, 'POST', `/api/v1/admin/orders/${order.id}/refund`, other);
    await dialog.getByRole('button', { name: 'Refund ₹60.00' }).click();
    await dialog.getByText('That is more than what is left: ₹10.00.').waitFor();
    expect(refusals).toEqual([`POST /api/v1/admin/orders/${order.id}/refund: 409`]);
    expect(await refundsOf(order.id)).toEqual(['50.00']);
  });

  test('a refund whose answer is lost can only be sent again as it was, and happens once', async () => {
    const order = await paidOrder();
    const { page, dialog, amount } = await dialogFor(order.id);
    await amount.fill('20');
    await dialog.getByRole('radio', { name: 'Something was missing' }).click();
    const keys: (string | undefined)[] = [];
    await page.route('**/refund', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      if (keys.length === 1) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await dialog.getByRole('button', { name: 'Refund ₹20.00' }).click();
    await dialog.getByText(/^No answer came/).waitFor();
    expect(await amount.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Send it again' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    await eventually(async () => expect(await refundsOf(order.id)).toEqual(['20.00']));
  });
}
