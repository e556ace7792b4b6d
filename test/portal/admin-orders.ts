import { orderAnswer, staffOrderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { placeOrder } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import type { PortalScene } from './support/portal-scene.ts';

const THEMES = ['light', 'dark'] as const;

export function adminOrderStories({ platform, visit, admin, kitchen, rider, student, dishes }: PortalScene): void {
  const cash = (orderType: 'pickup' | 'delivery' = 'pickup', from = student) =>
    placeOrder(from, { dishes: [[dishes[0], 2]], paymentMethod: 'cash', orderType });
  const orderOf = async (id: string) => (await admin.ask(staffOrderAnswer, 'GET', `/api/v1/admin/orders/${id}`)).order;
  const step = (id: string, status: string) =>
    kitchen.ask(orderAnswer, 'PATCH', `/api/v1/admin/orders/${id}/status`, { status });

  async function orderPage(id: string, as: 'admin' | 'kitchen' = 'admin') {
    const window = await visit(`/kitchen/admin/orders/${id}`, { as });
    await window.page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    await window.page.getByRole('heading', { level: 2, name: 'History' }).waitFor();
    return window;
  }

  async function namedStudent(name: string) {
    const named = await signInStudent(platform);
    await named.send('PUT', '/api/v1/users/me', { name });
    await eventually(async () =>
      expect(await platform.databases.ordering('customers').where({ id: named.id }).first()).toMatchObject({ name }),
    );
    return named;
  }

  test('an order is found by the beginning of a name, and its page tells its history as it happens', async () => {
    const name = `Zubin ${Date.now()}`;
    const { order } = await cash('pickup', await namedStudent(name));
    const { order: other } = await cash();
    const window = await visit('/kitchen/admin/orders', { as: 'admin' });
    const { page, expectClean } = window;
    const row = (number: string) => page.getByRole('row', { name: new RegExp(number) });
    await row(other.order_number).waitFor();
    await page.getByRole('searchbox').fill(name.slice(0, -2).toLowerCase());
    await row(other.order_number).waitFor({ state: 'detached' });
    await page.waitForURL(/search=zubin/i);
    await page.reload();
    await row(order.order_number).waitFor();
    expect(await row(other.order_number).count()).toBe(0);
    await expectClean();

    await row(order.order_number).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: order.order_number }).waitFor();
    const history = page.getByRole('list', { name: 'History' });
    await history.getByRole('listitem').filter({ hasText: 'Order placed' }).filter({ hasText: name }).waitFor();
    await step(order.id, 'preparing');
    await history
      .getByRole('listitem')
      .filter({ hasText: 'Preparation started' })
      .filter({ hasText: 'by The kitchen' })
      .waitFor();
    await expectClean();
  });

  test('a filtered list shows what comes and lets go of what no longer fits, without being asked', async () => {
    const { page } = await visit('/kitchen/admin/orders?status=received', { as: 'kitchen' });
    await page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    await page.getByRole('searchbox').waitFor();
    const { order } = await cash();
    const row = page.getByRole('row', { name: new RegExp(order.order_number) });
    await row.waitFor();
    await step(order.id, 'preparing');
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await row.getByText('Preparing').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('older orders come page by page, each once', async () => {
    const many = await signInStudent(platform);
    const answers = await Promise.all(Array.from({ length: 27 }, () => cash('pickup', many)));
    const placed = answers.map(({ order }) => order.order_number);
    const { page } = await visit('/kitchen/admin/orders', { as: 'admin' });
    const rows = page.getByRole('rowheader');
    await eventually(async () => expect(await rows.count()).toBe(25));
    await page.getByRole('button', { name: 'Show more' }).click();
    await eventually(async () => expect(await rows.count()).toBeGreaterThan(26));
    const numbers = (await rows.allInnerTexts()).map((text) => /ORD-\d+-\d+/.exec(text)?.[0]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toEqual(expect.arrayContaining(placed));
  });

  test('an order is cooked, paid in cash and completed from its page', async () => {
    const { order } = await cash();
    const { page, expectClean } = await orderPage(order.id);
    await page.getByRole('button', { name: 'Start preparing' }).click();
    await page.getByRole('button', { name: 'Mark as ready' }).click();
    await page.getByRole('button', { name: 'Back to the stove' }).waitFor();
    expect(await page.getByRole('button', { name: 'Mark as completed' }).count()).toBe(0);
    await page.getByRole('button', { name: '₹120.00 received in cash' }).click();
    await page.getByRole('button', { name: 'Yes, received' }).click();
    await page.getByRole('button', { name: 'Mark as completed' }).click();
    await page.getByRole('button', { name: 'Yes, completed' }).click();
    await page.getByRole('region', { name: 'What can be done' }).waitFor({ state: 'detached' });
    expect(await orderOf(order.id)).toMatchObject({ status: 'completed', payment_status: 'paid' });
    await expectClean();
  });

  test('a new ready time and a cancellation with its reason reach the order', async () => {
    const { order } = await cash();
    const { page, expectClean } = await orderPage(order.id, 'kitchen');
    expect(await page.getByRole('link', { name: 'Payments' }).count()).toBe(0);
    await page.getByRole('button', { name: 'New ready time' }).click();
    await page.getByRole('textbox', { name: 'Ready in how many minutes' }).fill('25');
    await page.getByRole('button', { name: 'Tell the customer' }).click();
    await page
      .getByText(/^Ready time (set to|moved from)/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByRole('radio', { name: 'We are closing' }).click();
    await expectClean();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByText('Cancelled: the canteen was closing').waitFor();
    expect(await orderOf(order.id)).toMatchObject({ status: 'cancelled', cancellation_reason: 'closing' });
  });

  test('a rider gets a delivery from the order’s page, sees it at once, and loses it again', async () => {
    const { order } = await cash('delivery');
    const jobs = await visit('/kitchen/delivery', { as: 'rider', size: 'phone' });
    await jobs.page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    const job = jobs.page.getByRole('article', { name: order.order_number });
    const { page, expectClean } = await orderPage(order.id);
    await page.getByRole('button', { name: 'Assign a rider' }).click();
    await page.getByRole('radio', { name: /^The delivery/ }).click();
    await expectClean();
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByText('Assigned, not picked up yet').waitFor();
    expect((await orderOf(order.id)).assignment).toMatchObject({ status: 'assigned', staff_id: rider.id });
    await job.waitFor();
    await page.getByRole('button', { name: 'Take the delivery back' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('No rider yet.').waitFor();
    await job.waitFor({ state: 'detached' });
    expect((await orderOf(order.id)).assignment).toBeNull();
  });

  test('the list and the page of an order are good at every size in both themes', async () => {
    const { order } = await cash('delivery');
    for (const theme of THEMES) {
      const window = await visit('/kitchen/admin/orders?unconfirmed=true&type=delivery', { as: 'admin', theme });
      await window.page.getByRole('row', { name: new RegExp(order.order_number) }).waitFor();
      await window.expectGoodAtEverySize(`admin-orders-${theme}`);
      await window.page.getByRole('link', { name: new RegExp(order.order_number) }).click();
      await window.page.getByRole('heading', { level: 2, name: 'History' }).waitFor();
      await window.expectGoodAtEverySize(`admin-order-${theme}`);
    }
  });
}
