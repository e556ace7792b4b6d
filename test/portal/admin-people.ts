import { randomInt } from 'node:crypto';
import { staffAnswer, staffListAnswer, staffLoginAnswer } from '@campus/contracts/auth-api';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { hire } from '../support/people.ts';
import type { PortalScene } from './support/portal-scene.ts';

const PAGE = '/kitchen/admin/staff';
const STAFF = '/api/v1/admin/staff';

export function adminPeopleStories({ platform, visit, admin }: PortalScene): void {
  const login = (username: string, password: string) =>
    apiOf(platform.gateway).send('POST', '/api/v1/admin/auth/login', { username, password });

  async function sheetOf(page: Page, username: string) {
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search by name or username' }).fill(username);
    await page
      .getByRole('row')
      .filter({ hasText: username })
      .getByRole('button', { name: /^Edit / })
      .click();
    return page.getByRole('dialog');
  }

  test('an admin adds a cook with a suggested password; a weak one and a taken username are refused beside the field', async () => {
    const { page, expectClean } = await visit(PAGE, { as: 'admin', size: 'tablet' });
    const username = `asha.${randomInt(1e9)}`;
    await page.getByRole('button', { name: 'Add a person' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Asha');
    await form.getByRole('textbox', { name: 'Username' }).fill(admin.username);
    await form.getByLabel('Password', { exact: true }).fill('short');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.getByText('The password does not keep all rules yet.').waitFor();
    await form.getByRole('button', { name: 'Suggest one' }).click();
    await expectClean();
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.getByText('This username is taken').waitFor();
    await form.getByRole('textbox', { name: 'Username' }).fill(username);
    const password = await form.getByLabel('Password', { exact: true }).inputValue();
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Asha can sign in now').waitFor();
    const session = staffLoginAnswer.parse((await login(username, password)).body);
    expect(session.staff).toMatchObject({ name: 'Asha', role: 'kitchen' });
  });

  test('whose sign-in is switched off loses the open board, and may come back when it is allowed again', async () => {
    const cook = await hire(platform, admin, 'kitchen');
    const board = await visit('/kitchen/sign-in');
    await board.page.getByLabel('Username').fill(cook.username);
    await board.page.getByLabel('Password').fill(cook.password);
    await board.page.keyboard.press('Enter');
    await board.page.locator('[data-connection=live]').waitFor({ state: 'attached' });

    const { page, expectClean } = await visit(PAGE, { as: 'admin' });
    const sheet = await sheetOf(page, cook.username);
    await sheet.getByRole('button', { name: 'Switch off the sign-in' }).click();
    await page.getByRole('alertdialog').getByText('Within 5 seconds').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).click();
    await board.page.waitForURL('**/kitchen/sign-in*', { timeout: 20_000 });
    await board.page.getByText('Your session has ended.', { exact: false }).waitFor();
    expect((await login(cook.username, cook.password)).status).toBe(401);
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await expectClean();
    await sheet.getByRole('button', { name: 'Allow to sign in again' }).click();
    await page.getByText('can sign in again').first().waitFor();
    expect((await login(cook.username, cook.password)).status).toBe(200);
  });

  test('the last admin stays, which is said beforehand; if it became so meanwhile, the refusal is explained', async () => {
    const second = {
      username: `bina.${randomInt(1e9)}`,
      password: 'a long enough passphrase',
      name: 'Bina',
      role: 'admin',
    };
    const { staff: bina } = await admin.ask(staffAnswer, 'POST', STAFF, second);
    const { page } = await visit(PAGE, { as: 'admin' });
    const sheet = await sheetOf(page, admin.username);
    const off = sheet.getByRole('button', { name: 'Switch off the sign-in' });
    await off.click();
    const question = page.getByRole('alertdialog');
    await question.getByText('Lock yourself out?').waitFor();
    await question.getByRole('button', { name: 'Stay an admin' }).click();
    await question.waitFor({ state: 'detached' });
    await off.click();
    // Another admin acts while the question is open, and the page does not know yet.
    await page.route(`**${STAFF}`, (route) => route.abort());
    await admin.ask(staffAnswer, 'PATCH', `${STAFF}/${bina.id}`, { is_active: false });
    await question.getByRole('button', { name: 'Lock me out' }).click();
    await sheet.getByRole('alert').filter({ hasText: 'This is the only admin who can sign in.' }).waitFor();
    const { staff } = await admin.ask(staffListAnswer, 'GET', STAFF);
    expect(staff.filter(({ role, is_active }) => role === 'admin' && is_active).map(({ id }) => id)).toEqual([
      admin.id,
    ]);

    const again = await visit(PAGE, { as: 'admin' });
    const own = await sheetOf(again.page, admin.username);
    await own.getByText('This is the only admin who can sign in.').waitFor();
    expect(await own.getByRole('button', { name: 'Switch off the sign-in' }).isDisabled()).toBe(true);
    await again.expectClean();
  });

  test.each(['light', 'dark'] as const)('the staff page is good at every size in the %s theme', async (theme) => {
    const window = await visit(PAGE, { as: 'admin', theme });
    await window.page.getByRole('table').waitFor();
    await window.expectGoodAtEverySize(`admin-staff-${theme}`);
    await window.page
      .getByRole('button', { name: /^Edit / })
      .last()
      .click();
    await window.page.getByRole('dialog').getByText('A new password').waitFor();
    await window.expectGoodAtEverySize(`admin-staff-person-${theme}`);
  });
}
