import { randomInt } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PortalScene } from './support/portal-scene.ts';

const THEMES = ['light', 'dark'] as const;

export function studentStories({ admin, kitchen, dishes, sandbox, visit }: PortalScene): void {
  test('a student signs in with the code from the SMS, orders, pays at the checkout and sees the order become ready', async () => {
    const window = await visit('/', { size: 'phone' });
    const { page } = window;
    await signIn(page);
    await page.locator('article').first().waitFor();
    await window.expectClean();

    await dishOf(page, 60).getByRole('button', { name: /^Add / }).click();
    await dishOf(page, 60)
      .getByRole('button', { name: /^One .* more$/ })
      .click();
    await page.getByRole('link', { name: 'Your cart: 2 items' }).click();
    await page.getByRole('radio', { name: /UPI/ }).click();
    await window.expectClean();
    await page.getByRole('button', { name: 'Place order · ₹120.00' }).click();
    await page.waitForURL('**/orders/*');

    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Pay ₹120.00' }).click();
    const checkout = await opening;
    await checkout.getByRole('button', { name: 'Pay', exact: true }).click();
    await page.getByText('Paid', { exact: true }).waitFor();
    await window.expectClean();

    const id = new URL(page.url()).pathname.split('/').at(-1);
    for (const status of ['preparing', 'ready']) {
      const answer = await kitchen.send('PATCH', `/api/v1/admin/orders/${id}/status`, { status });
      expect(answer.status).toBe(200);
    }
    await page.locator('li[aria-current=step]', { hasText: 'Ready' }).waitFor();
    await window.expectClean();
  });

  test('an open menu shows a new price and a dish that is sold out, without being asked again', async () => {
    const { page, expectClean } = await visit('/', { as: 'student' });
    await dishOf(page, 35).waitFor();
    await page.waitForLoadState('networkidle');
    const item = `/api/v1/admin/menu/items/${dishes[1]}`;
    try {
      await admin.send('PUT', item, { price: 36 });
      await dishOf(page, 35).getByText('₹36.00').waitFor();
      await admin.send('PATCH', `${item}/availability`, { is_available: false });
      await dishOf(page, 35).getByText('Not available').waitFor();
      expect(await dishOf(page, 35).getByRole('button', { name: /^Add / }).isDisabled()).toBe(true);
      await expectClean();
    } finally {
      await admin.send('PATCH', `${item}/availability`, { is_available: true });
      await admin.send('PUT', item, { price: 35 });
    }
  });

  test('a wrong code is refused with what to do, and nobody is signed in', async () => {
    const { page, refusals } = await visit('/');
    const phone = await askForCode(page);
    const right = await codeFor(phone);
    await typeCode(page, right === '000000' ? '000001' : '000000');
    await page.getByText('This code is wrong or too old.', { exact: false }).waitFor();
    expect(refusals).toEqual(['POST /api/v1/auth/verify-otp: 400']);
    expect(await page.evaluate(() => localStorage.getItem('campus-student'))).toBeNull();
  });

  test('menu, cart and orders are good at every size in both themes', async () => {
    for (const theme of THEMES) {
      const window = await visit('/', { as: 'student', theme });
      const { page } = window;
      await dishOf(page, 60).waitFor();
      await dishOf(page, 60).getByRole('button', { name: /^Add / }).click();
      await window.expectGoodAtEverySize(`student-menu-${theme}`);
      await page.getByRole('link', { name: 'Your cart: 1 item' }).click();
      await page.getByRole('button', { name: 'Place order · ₹60.00' }).waitFor();
      await window.expectGoodAtEverySize(`student-cart-${theme}`);
      await page.getByRole('link', { name: 'Orders', exact: true }).click();
      await page.getByRole('heading', { name: 'Your orders' }).waitFor();
      await page.getByRole('status').waitFor({ state: 'detached' });
      await window.expectGoodAtEverySize(`student-orders-${theme}`);
    }
  });

  async function signIn(page: Page): Promise<void> {
    await typeCode(page, await codeFor(await askForCode(page)));
  }
  function codeFor(phone: string): Promise<string> {
    return eventually(async () => {
      const [message] = await sandbox.smsTo(phone);
      const code = /\b\d{6}\b/.exec(message?.text ?? '');
      if (!code) throw new Error('no SMS with a code');
      return code[0];
    });
  }
}

async function askForCode(page: Page): Promise<string> {
  const digits = `7${String(randomInt(1e9)).padStart(9, '0')}`;
  await page.getByLabel('Phone number').fill(digits);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByText('We have sent six digits', { exact: false }).waitFor();
  return `+91${digits}`;
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox').first().click();
  await page.keyboard.type(code);
}

function dishOf(page: Page, price: number) {
  return page.getByRole('article', { name: new RegExp(`: ${price}$`) });
}
