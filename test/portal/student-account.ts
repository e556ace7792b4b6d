import { staffOrderAnswer } from '@campus/contracts/orders-api';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { placeOrder, placeUpiOrder } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import type { PortalScene } from './support/portal-scene.ts';

const THEMES = ['light', 'dark'] as const;

export function studentAccountStories({ platform, admin, dishes, visit }: PortalScene): void {
  async function guest(path: string) {
    const student = await signInStudent(platform);
    const window = await visit(path, { as: 'student', student, size: 'phone' });
    await window.page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    return { ...window, student };
  }
  const orderOf = async (id: string) => (await admin.ask(staffOrderAnswer, 'GET', `/api/v1/admin/orders/${id}`)).order;

  test('a name is given and shown, and signing out leaves nothing behind', async () => {
    const { page, expectClean } = await guest('/account');
    await page.getByLabel('Name').fill('  Asha  ');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').first().waitFor();
    await page.getByRole('button', { name: 'Account of Asha' }).waitFor();
    await page.reload();
    await eventually(async () => expect(await page.getByLabel('Name').inputValue()).toBe('Asha'));
    await expectClean();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Sign in to see the menu').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('campus-student'))).toBeNull();
  });

  test('messages are counted while they come, lead to their order, and are read one by one or all at once', async () => {
    const { page, student, expectClean } = await guest('/notifications');
    await page.getByText('No messages yet').waitFor();
    await expectClean();
    const orders = [];
    for (const count of [1, 2]) {
      orders.push((await placeOrder(student, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' })).order);
      await page.getByRole('link', { name: new RegExp(`^Messages\\s*${count} unread$`) }).waitFor();
    }
    const messages = page.getByRole('article').filter({ hasText: 'Order Confirmed!' });
    await messages.nth(1).waitFor();
    await messages.first().getByRole('link', { name: 'See the order' }).click();
    await page.getByRole('heading', { level: 1, name: orders[1]?.order_number }).waitFor();
    await page.getByRole('link', { name: /^Messages\s*1 unread$/ }).click();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByRole('link', { name: 'Messages', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).waitFor({ state: 'detached' });
    await page.reload();
    await messages.nth(1).waitFor();
    expect(await page.getByText('Unread:').count()).toBe(0);
    for (const { id } of orders) await student.send('POST', `/api/v1/orders/${id}/cancel`, {});
  });

  test('an account is deleted after it was said what becomes of open orders: unpaid ones end, the others go on', async () => {
    const { page, student, expectClean } = await guest('/account');
    const { order: going } = await placeOrder(student, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
    const { order: unpaid } = await placeUpiOrder(student, { dishes: [[dishes[1], 1]] });
    const remove = page.getByRole('button', { name: 'Delete account' });
    await remove.click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(`Not paid yet and cancelled with the account: ${unpaid.order_number}.`).waitFor();
    await dialog.getByText(`Still under way: ${going.order_number}.`).waitFor();
    await expectClean();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await student.send('GET', '/api/v1/users/me')).status).toBe(200);

    await remove.click();
    await dialog.getByRole('button', { name: 'Delete account' }).click();
    await page.getByText('Your account is deleted').first().waitFor();
    await page.getByText('Sign in to see the menu').waitFor();
    await eventually(async () => expect((await student.send('GET', '/api/v1/users/me')).status).toBe(401));
    await eventually(async () => expect((await orderOf(unpaid.id)).status).toBe('cancelled'));
    expect((await orderOf(going.id)).status).toBe('received');
  });

  test('account, messages and an order are good at every size in both themes', async () => {
    const student = await signInStudent(platform);
    const { order } = await placeOrder(student, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
    const pages = [
      ['account', '/account', 'About you'],
      ['messages', '/notifications', 'Order Confirmed!'],
      ['order', `/orders/${order.id}`, 'What you ordered'],
    ] as const;
    const window = await visit('/', { as: 'student', student });
    for (const theme of THEMES) {
      await window.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const [name, path, shown] of pages) {
        await window.page.goto(path);
        await window.page.locator('[data-connection=live]').waitFor({ state: 'attached' });
        await window.page.getByText(shown).waitFor();
        await window.expectGoodAtEverySize(`student-${name}-${theme}`);
      }
    }
    await student.send('POST', `/api/v1/orders/${order.id}/cancel`, {});
  });

  test.each(THEMES)('the small states are clean too, %s: code, empty cart, no such page', async (theme) => {
    const visitor = await visit('/', { theme, size: 'phone' });
    await visitor.page.getByLabel('Phone number').fill('12');
    await visitor.page.getByRole('button', { name: 'Send me a code' }).click();
    await visitor.page.getByText('Enter ten digits', { exact: false }).waitFor();
    await visitor.expectClean();
    const window = await visit('/cart', { as: 'student', theme, size: 'phone' });
    await window.page.getByText('Your cart is empty').waitFor();
    await window.expectClean();
    await window.page.goto('/orders/no/such');
    await window.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await window.expectClean();
  });
}
