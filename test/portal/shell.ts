import { expect, test } from 'vitest';
import { placeOrder } from '../support/canteen.ts';
import { hire } from '../support/people.ts';
import type { PortalScene, StaffRole } from './support/portal-scene.ts';
import { signOut } from './support/sign-out.ts';

const HOMES: [StaffRole, string, string][] = [
  ['kitchen', '/kitchen/board', 'Kitchen board'],
  ['rider', '/kitchen/delivery', 'My deliveries'],
  ['admin', '/kitchen/board', 'Kitchen board'],
];
const CLOSED: [StaffRole, string][] = [
  ['kitchen', '/kitchen/admin/payments'],
  ['kitchen', '/kitchen/admin/reports'],
  ['kitchen', '/kitchen/delivery'],
  ['rider', '/kitchen/admin/orders'],
  ['rider', '/kitchen/board'],
];
const PAGES: [StaffRole, string][] = [
  ['kitchen', '/kitchen/board'],
  ['rider', '/kitchen/delivery'],
  ['admin', '/kitchen/admin/orders'],
];
const THEMES = ['light', 'dark'] as const;

export function shellStories({ platform, visit, admin, student, dishes }: PortalScene): void {
  test('a cook signs in, lands on the board, sees an order arrive, and signs out', async () => {
    const cook = await hire(platform, admin, 'kitchen');
    const window = await visit('/kitchen/board', { size: 'tablet' });
    const { page } = window;
    await page.waitForURL('**/kitchen/sign-in?next=*');
    await window.expectClean();
    await page.getByLabel('Username').fill(cook.username);
    await page.getByLabel('Password').fill(cook.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/kitchen/board');
    await page.getByRole('heading', { name: 'Kitchen board', level: 1 }).waitFor();

    const { order } = await placeOrder(student, { dishes: [[dishes[0], 2]], paymentMethod: 'cash' });
    await page.getByRole('heading', { name: order.order_number }).waitFor();
    await window.expectClean();

    await signOut(page);
    await page.waitForURL('**/kitchen/sign-in*');
    await page.getByText('You are signed out.').waitFor();
    expect(await page.evaluate(() => sessionStorage.getItem('campus-staff'))).toBeNull();
    await window.expectClean();
  });

  test('a wrong password is said without telling which part was wrong, and the field is empty again', async () => {
    const { page, refusals, faults } = await visit('/kitchen/sign-in');
    await page.getByLabel('Username').fill('nobody');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByText('Username or password is wrong.').waitFor();
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(refusals).toEqual(['POST /api/v1/admin/auth/login: 401']);
    expect(faults).toEqual({ console: [], policy: [], requests: [] });
  });

  test.each(HOMES)('%s starts at %s', async (as, path, title) => {
    const { page } = await visit('/kitchen', { as });
    await page.waitForURL(`**${path}`);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(await page.title()).toBe(title);
  });

  test.each(CLOSED)('%s who asks for %s is led home', async (as, path) => {
    const { page } = await visit(path, { as });
    await page.waitForURL((url) => url.pathname !== path && !url.pathname.endsWith('/sign-in'));
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('an unknown page says so and leads back', async () => {
    const window = await visit('/kitchen/no/such/page', { as: 'kitchen' });
    await window.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await window.expectClean();
    await window.page.getByRole('link', { name: 'Go to the start page' }).click();
    await window.page.waitForURL('**/kitchen/board');
  });

  test('a session that the platform ends leads to the sign-in with the reason', async () => {
    const cook = await hire(platform, admin, 'kitchen');
    const { page } = await visit('/kitchen/sign-in');
    await page.getByLabel('Username').fill(cook.username);
    await page.getByLabel('Password').fill(cook.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/kitchen/board');
    await admin.send('PATCH', `/api/v1/admin/staff/${cook.id}`, { is_active: false });
    await page.waitForURL('**/kitchen/sign-in*', { timeout: 20_000 });
    await page.getByText('Your session has ended.', { exact: false }).waitFor();
  });

  test('a second tab of the same browser is signed in too, and both sign out together', async () => {
    const { page } = await visit('/kitchen/board', { as: 'kitchen' });
    await page.getByRole('heading', { name: 'Kitchen board', level: 1 }).waitFor();
    // Without the helper's own script, as a tab that a person opens.
    const other = await page.context().newPage();
    await other.addInitScript(() => sessionStorage.removeItem('campus-staff'));
    await other.goto('/kitchen/board');
    await other.getByRole('heading', { name: 'Kitchen board', level: 1 }).waitFor();
    await signOut(other);
    await Promise.all([page.waitForURL('**/sign-in*'), other.waitForURL('**/sign-in*')]);
  });

  test('the board says when it is not live, and when it is again', async () => {
    const { page } = await visit('/kitchen/board', { as: 'kitchen', size: 'tablet' });
    await page.locator('[data-connection=live]').waitFor({ state: 'attached' });
    await platform.services.realtime.stop();
    await page.getByRole('alert').filter({ hasText: 'Connection lost. Reconnecting…' }).waitFor();
    await page.getByText('Showing what was known at').waitFor();
    const { order } = await placeOrder(student, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });
    await platform.services.realtime.restart();
    await page.getByRole('heading', { name: order.order_number }).waitFor();
    await page.getByText('Connection lost. Reconnecting…').waitFor({ state: 'detached' });
  });

  test.each(PAGES)('%s can use %s at every size in both themes', async (as, path) => {
    for (const theme of THEMES) {
      const window = await visit(path, { as, theme });
      await window.page.locator('[data-connection=live]').waitFor({ state: 'attached' });
      await window.page.getByRole('status').waitFor({ state: 'detached' });
      await window.expectGoodAtEverySize(`${path.split('/').at(-1)}-${theme}`);
    }
  });

  test('the keyboard reaches everything, the content first', async () => {
    const { page } = await visit('/kitchen/admin/orders', { as: 'admin' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Board');
    while ((await focused(page)) !== 'Administrator') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  });
}

type Page = Awaited<ReturnType<PortalScene['visit']>>['page'];

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent?.trim());
}
