import { refundAnswer } from '@campus/contracts/payments-api';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { placeUpiOrder, verify } from '../support/canteen.ts';
import type { PortalScene } from './support/portal-scene.ts';

const THEMES = ['light', 'dark'] as const;
const LIST = '**/api/v1/admin/payments?*';

export function adminPaymentStories({ platform, visit, admin, student, sandbox, dishes }: PortalScene): void {
  const order = () => placeUpiOrder(student, { dishes: [[dishes[0], 1]] });
  const refundsEndIn = (refund_outcome: string) =>
    apiOf(platform.sandbox).send('POST', '/__sandbox/razorpay/settings', { refund_outcome, refund_processing_ms: 200 });
  const attentionOf = async (orderId: string) =>
    (await platform.databases.payment('payments').where({ order_id: orderId }).first()).needs_attention;

  async function lateMoney() {
    const late = await order();
    await student.send('POST', `/api/v1/orders/${late.order.id}/cancel`, {});
    await sandbox.pay(late.payment.gateway_order_id);
    await eventually(async () => expect(await attentionOf(late.order.id)).toEqual(['late_capture']));
    return late.order;
  }

  test('money that came too late is there with what it means, and leads to its order', async () => {
    const late = await lateMoney();
    const { page, expectClean } = await visit('/kitchen/admin/payments', { as: 'admin' });
    const card = page.getByRole('article').filter({ hasText: late.order_number });
    await card.getByRole('heading', { name: 'Money came too late' }).waitFor();
    await card.getByText(/^The order had ended/).waitFor();
    await expectClean();
    await card.getByRole('link', { name: `Open the order ${late.order_number}` }).click();
    await page.getByRole('heading', { level: 1, name: late.order_number }).waitFor();
    await page.getByText('This payment needs attention.').waitFor();
    await expectClean();
  });

  test('a refund that the bank did not take is tried again from the page, once, and is gone from it', async () => {
    const paid = await order();
    await verify(student, await sandbox.pay(paid.payment.gateway_order_id));
    try {
      await refundsEndIn('pending-then-failed');
      const wish = { amount: 25, reason: 'Something was missing' };
      await admin.ask(refundAnswer, 'POST', `/api/v1/admin/orders/${paid.order.id}/refund`, wish);
      await eventually(async () => expect(await attentionOf(paid.order.id)).toEqual(['refund_failed']));
    } finally {
      await refundsEndIn('processed-now');
    }
    const { page, expectClean } = await visit('/kitchen/admin/payments', { as: 'admin' });
    const card = page.getByRole('article').filter({ hasText: paid.order.order_number });
    await card.getByRole('heading', { name: 'A refund has failed' }).waitFor();
    await expectClean();
    await card.getByRole('button', { name: 'Refund ₹25.00 again' }).click();
    await page.getByRole('button', { name: 'Yes, refund' }).click();
    await card.waitFor({ state: 'detached' });
    await eventually(async () =>
      expect((await sandbox.booksOf(paid.payment.gateway_order_id))?.refunded_paise).toBe(2_500),
    );
  });

  test('money of nobody is explained, an empty list says that all is right, and a failure offers another try', async () => {
    const { page } = await visit('/kitchen/admin/reports', { as: 'admin' });
    const orphan = {
      id: '0195a000-0000-7000-8000-000000000001',
      kind: 'orphan',
      payment_id: null,
      gateway_payment_id: 'pay_ofNobody',
      gateway_order_id: null,
      gateway_amount: 123,
      known_amount: 0,
      found_at: new Date().toISOString(),
    };
    let answer: object = { payments: [], orphans: [orphan], next_cursor: null };
    let status = 200;
    await page.route(LIST, (route) => route.fulfill({ status, json: answer }));
    await page.goto('/kitchen/admin/payments');
    await page.getByRole('article').getByText('pay_ofNobody').waitFor();
    await page.getByRole('heading', { name: 'Money that belongs to no order' }).waitFor();
    answer = { payments: [], orphans: [], next_cursor: null };
    await page.reload();
    await page.getByText('Nothing needs attention').waitFor();
    status = 403;
    answer = { error: { code: 'INSUFFICIENT_ROLE', message: 'No.' } };
    await page.reload();
    await page.getByRole('alert').getByText('That did not work').waitFor();
    const asked = page.waitForRequest(LIST);
    await page.getByRole('button', { name: 'Try again' }).click();
    await asked;
    status = 200;
    answer = { payments: [], orphans: [], next_cursor: null };
    await page.getByText('Nothing needs attention').waitFor();
  });

  test('the page is good at every size in both themes', async () => {
    const late = await lateMoney();
    for (const theme of THEMES) {
      const window = await visit('/kitchen/admin/payments', { as: 'admin', theme });
      await window.page.getByRole('heading', { name: new RegExp(late.order_number) }).waitFor();
      await window.page.waitForLoadState('networkidle');
      await window.expectGoodAtEverySize(`admin-payments-${theme}`);
    }
  });
}
