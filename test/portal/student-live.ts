import { categoryAnswer, menuItemsAnswer } from '@campus/contracts/menu-api';
import { refundAnswer } from '@campus/contracts/payments-api';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addDishes, placeOrder, placeUpiOrder, setting, verify } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import type { PortalScene } from './support/portal-scene.ts';

/** What a student sees without doing anything. The pages ask again by themselves only once a minute: these stories are over by then. */
export function studentLiveStories({ platform, admin, kitchen, dishes, sandbox, student, visit }: PortalScene): void {
  async function openMenu() {
    const window = await visit('/', { as: 'student' });
    await isLive(window.page);
    await window.page.getByRole('article').first().waitFor();
    return window;
  }

  test('a category that is renamed, moved or switched off is so at once, on an open menu', async () => {
    const [one = '', other = ''] = [
      await addDishes(admin, student, [41]),
      await addDishes(admin, student, [43]),
    ].flat();
    const { items } = await student.ask(menuItemsAnswer, 'GET', '/api/v1/menu/items');
    const categoryOf = (dish: string) => items.find(({ id }) => id === dish)?.category ?? { id: '', name: '' };
    const [first, second] = [categoryOf(one), categoryOf(other)];
    const change = (id: string, body: object) =>
      admin.ask(categoryAnswer, 'PUT', `/api/v1/admin/menu/categories/${id}`, body);
    await change(first.id, { display_order: 901 });
    await change(second.id, { display_order: 902 });
    const { page, expectClean } = await openMenu();
    const isLast = (name: string) => page.locator('section').last().getByRole('heading', { level: 2, name }).waitFor();
    await isLast(second.name);
    await change(first.id, { display_order: 903 });
    await isLast(first.name);
    await change(first.id, { name: `${first.name}, fresh` });
    await isLast(`${first.name}, fresh`);
    await page.getByRole('button', { name: `${first.name}, fresh` }).waitFor();
    await change(first.id, { is_active: false });
    await page.getByRole('heading', { name: `${first.name}, fresh` }).waitFor({ state: 'detached' });
    await change(first.id, { is_active: true });
    await isLast(`${first.name}, fresh`);
    await expectClean();
  });

  test('a menu that has shown a change never steps back, also when an older answer comes after it', async () => {
    const [dish = ''] = await addDishes(admin, student, [47]);
    const { page } = await openMenu();
    const card = page.getByRole('article', { name: /: 47$/ });
    await card.getByText('₹47.00').waitFor();
    // From here on the menu is answered as it was: by a replica that lags, or a cache.
    for (const list of ['items', 'categories']) {
      const address = `${platform.pages}/api/v1/menu/${list}`;
      const old = await student.send('GET', `/api/v1/menu/${list}`);
      await page.route(address, (route) => route.fulfill({ json: old.body }));
    }
    await admin.send('PUT', `/api/v1/admin/menu/items/${dish}`, { price: 48 });
    await card.getByText('₹48.00').waitFor();
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('heading', { name: 'Your orders' }).waitFor();
    const asked = page.waitForResponse((response) => response.url().endsWith('/menu/items'));
    await page.getByRole('link', { name: 'Menu', exact: true }).click();
    await (await asked).finished();
    await card.getByText('₹48.00').waitFor();
    expect(await card.getByText('₹47.00').count()).toBe(0);
    await admin.send('DELETE', `/api/v1/admin/menu/items/${dish}`);
    await card.waitFor({ state: 'detached' });
  });

  test('a pause of the kitchen and its end, and the most that one may order of a dish', async () => {
    const { page, expectClean } = await openMenu();
    await page.getByText('Open now').waitFor();
    const pause = (until: Date | null) =>
      kitchen.send('PUT', '/api/v1/admin/pause', { paused_until: until?.toISOString() ?? null });
    try {
      await pause(new Date(Date.now() + 900_000));
      await page.getByText('Taking a short break').waitFor();
      await expectClean();
      await pause(null);
      await page.getByText('Open now').waitFor();

      const card = page.getByRole('article', { name: /: 60$/ });
      await card.getByRole('button', { name: /^Add / }).click();
      await setting(admin, 'max_quantity_per_item', 2);
      await card.getByRole('button', { name: /^One .* more$/ }).click();
      const most = card.getByRole('button', { name: /^At most 2 / });
      await most.waitFor();
      expect(await most.isDisabled()).toBe(true);
    } finally {
      await pause(null);
      await setting(admin, 'max_quantity_per_item', 20);
    }
  });

  test('money that goes back is on the open page of the order', async () => {
    const guest = await signInStudent(platform);
    const { order, payment } = await placeUpiOrder(guest, { dishes: [[dishes[0], 1]] });
    await verify(guest, await sandbox.pay(payment.gateway_order_id ?? ''));
    const { page, expectClean } = await visit(`/orders/${order.id}`, { as: 'student', student: guest, size: 'phone' });
    await isLive(page);
    await page.getByText('Paid', { exact: true }).waitFor();
    await admin.ask(refundAnswer, 'POST', `/api/v1/admin/orders/${order.id}/refund`, { reason: 'The dosa was cold' });
    await page.getByText('Refunded', { exact: true }).waitFor();
    await page.getByText('₹60.00: The refund has been paid.').waitFor();
    await expectClean();
  });

  test('without a network the page says so and how old it is, and afterwards shows what happened', async () => {
    const guest = await signInStudent(platform);
    const { order } = await placeOrder(guest, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
    const path = `/orders/${order.id}`;
    const { page, faults } = await visit(path, { as: 'student', student: guest, size: 'phone', cuttable: true });
    await isLive(page);
    platform.pagesLink.unplug();
    try {
      await page.getByText('Connection lost. Reconnecting…').waitFor();
      await page.getByText(/Showing what was known at/).waitFor();
      await kitchen.send('PATCH', `/api/v1/admin/orders/${order.id}/status`, { status: 'preparing' });
    } finally {
      platform.pagesLink.resume();
    }
    await page.locator('li[aria-current=step]', { hasText: 'Preparing' }).waitFor();
    await page.getByText('Connection lost. Reconnecting…').waitFor({ state: 'detached' });
    expect(faults.policy).toEqual([]);
  });
}

function isLive(page: Page): Promise<void> {
  return page.locator('[data-connection=live]').waitFor({ state: 'attached' });
}
