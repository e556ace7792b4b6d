import { randomInt } from 'node:crypto';
import type { Page } from 'playwright-core';
import { openPocket } from '../demo/sandbox.ts';

const NAME = 'Asha';

/** In a browser that nobody has used: a new student signs in, says a name, orders two dishes for cash and begins another order. */
export async function haveLunch(page: Page, sandbox: string): Promise<void> {
  const digits = `8${String(randomInt(1e9)).padStart(9, '0')}`;
  await page.goto('/');
  await page.getByLabel('Phone number').fill(digits);
  await page.keyboard.press('Enter');
  const code = await openPocket(sandbox).readCode(`+91${digits}`, NAME);
  await page.getByRole('textbox').first().click();
  await page.keyboard.type(code);
  await page.locator('article').first().waitFor();
  await page.goto('/account');
  await page.getByLabel('Name').fill(NAME);
  await page.keyboard.press('Enter');
  await page.getByText('Saved').waitFor();
  await fillCart(page);
  await page.goto('/cart');
  await page.getByRole('radio', { name: /Cash/ }).click();
  await page.getByRole('button', { name: /^Place order/ }).click();
  await page.waitForURL('**/orders/*');
  await fillCart(page);
}

async function fillCart(page: Page): Promise<void> {
  await page.goto('/');
  const add = page.getByRole('button', { name: /^Add /, disabled: false });
  await add.first().click();
  await add.nth(1).click();
  await page
    .getByRole('button', { name: /^One .* more$/ })
    .first()
    .click();
}
