import { staffOrderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { placeOrder } from '../support/canteen.ts';
import type { PortalScene } from './support/portal-scene.ts';

export function deliveryStories({ visit, admin, rider, student, dishes }: PortalScene): void {
  async function assigned() {
    const wish = {
      dishes: [[dishes[0], 1]] as [string, number][],
      paymentMethod: 'cash',
      orderType: 'delivery',
    } as const;
    const { order } = await placeOrder(student, wish);
    for (const status of ['preparing', 'ready'])
      await admin.send('PATCH', `/api/v1/admin/orders/${order.id}/status`, { status });
    await admin.send('POST', `/api/v1/admin/orders/${order.id}/assign-delivery`, { staff_id: rider.id });
    return order;
  }
  const orderOf = async (id: string) => (await admin.ask(staffOrderAnswer, 'GET', `/api/v1/admin/orders/${id}`)).order;

  test('a rider picks an order up, brings it, and takes the cash in the same step', async () => {
    const window = await visit('/kitchen/delivery', { as: 'rider', size: 'phone' });
    const { page } = window;
    await page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    const order = await assigned();
    const job = page.getByRole('article', { name: order.order_number });
    await job.getByText('Hostel 4, room 12').waitFor();
    await window.expectClean();
    await job.getByRole('button', { name: 'Picked up' }).click();
    await job.getByRole('button', { name: /^Delivered, .* received$/ }).click();
    await page.getByRole('button', { name: 'Yes, received and delivered' }).click();
    await job.waitFor({ state: 'detached' });
    expect(await orderOf(order.id)).toMatchObject({ status: 'completed', payment_status: 'paid' });
  });

  test('a delivery that came to nothing is reported with its reason', async () => {
    const { page } = await visit('/kitchen/delivery', { as: 'rider', size: 'phone' });
    const order = await assigned();
    const job = page.getByRole('article', { name: order.order_number });
    await job.getByRole('button', { name: 'Picked up' }).click();
    await job.getByRole('button', { name: 'Could not deliver' }).click();
    await page.getByRole('radio', { name: 'Nobody was there' }).click();
    await page.getByRole('button', { name: 'Report' }).click();
    await job.waitFor({ state: 'detached' });
    const outcome = { status: 'failed', failure_reason: 'Nobody was there' };
    await eventually(async () => expect((await orderOf(order.id)).assignment).toMatchObject(outcome));
    await admin.send('PATCH', `/api/v1/admin/orders/${order.id}/status`, { status: 'cancelled', reason: 'other' });
  });
}
