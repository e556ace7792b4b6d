import { restaurantAnswer, settingDetailsAnswer } from '@campus/contracts/config-api';
import { eventually } from '@campus/testing/eventually';
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { setting } from '../support/canteen.ts';
import type { PortalScene } from './support/portal-scene.ts';

const PAGE = '/kitchen/admin/settings';
const CONFIG = '/api/v1/admin/config';

export function adminSettingsStories({ visit, admin, student }: PortalScene): void {
  const storedValue = async (key: string) => {
    const { settings } = await admin.ask(settingDetailsAnswer, 'GET', `${CONFIG}/details`);
    return settings.find((one) => one.key === key)?.value;
  };
  const field = (page: Page, label: string) => page.getByRole('form', { name: label });

  test('a wrong amount is refused beside its field, a right one holds, and the history says who changed it', async () => {
    const { page, expectClean } = await visit(PAGE, { as: 'admin' });
    const charge = field(page, 'Delivery charge');
    try {
      await charge.getByRole('textbox').fill('8.355');
      await charge.getByRole('button', { name: 'Save' }).click();
      await charge.getByText('Write an amount from 0 to ₹10,000.00').waitFor();
      expect(await storedValue('delivery_charge')).toBe(20);
      await charge.getByRole('textbox').fill('8.35');
      await charge.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Delivery charge is changed').waitFor();
      await eventually(async () => {
        const { restaurant } = await student.ask(restaurantAnswer, 'GET', '/api/v1/restaurant');
        expect(restaurant.delivery.charge).toBe(8.35);
      });
      await page.getByRole('button', { name: 'History of Delivery charge' }).click();
      const entry = page.getByRole('dialog').getByRole('listitem').first();
      await entry.getByText('₹8.35').waitFor();
      await entry.getByText('from ₹20.00').waitFor();
      await entry.getByText('by Administrator').waitFor();
      await expectClean();
    } finally {
      await setting(admin, 'delivery_charge', 20);
    }
  });

  test('two admins at one setting: what the other sets appears, and whoever saves over it is asked first', async () => {
    const { page, refusals } = await visit(PAGE, { as: 'admin' });
    const cook = field(page, 'Time to cook');
    try {
      await page.locator('[data-connection=live]').waitFor({ state: 'attached' });
      await cook.getByRole('textbox').waitFor();
      await setting(admin, 'average_preparation_minutes', 14);
      await eventually(async () => expect(await cook.getByRole('textbox').inputValue()).toBe('14'));

      await cook.getByRole('textbox').fill('9');
      const faster = async (route: Route) => {
        await setting(admin, 'average_preparation_minutes', 15);
        await route.continue();
      };
      await page.route(`**${CONFIG}/average_preparation_minutes`, faster, { times: 1 });
      await cook.getByRole('button', { name: 'Save' }).click();
      await cook.getByText('Somebody has just set this to "15 minutes".').waitFor();
      expect(await storedValue('average_preparation_minutes')).toBe(15);
      await cook.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Time to cook is changed').waitFor();
      expect(await storedValue('average_preparation_minutes')).toBe(9);
      expect(refusals).toEqual([`PUT ${CONFIG}/average_preparation_minutes: 409`]);
    } finally {
      await setting(admin, 'average_preparation_minutes', 12);
    }
  });

  test('windows that overlap are marked before anything is saved, and good ones are saved together', async () => {
    const before = await storedValue('time_slots');
    const { page, expectClean } = await visit(PAGE, { as: 'admin' });
    const windows = field(page, 'Windows');
    try {
      await windows.getByRole('group', { name: 'Window 1' }).getByLabel('To').fill('12:30');
      await windows
        .getByText(/^Overlaps with /)
        .first()
        .waitFor();
      expect(await windows.getByRole('button', { name: 'Save the windows' }).isDisabled()).toBe(true);
      await expectClean();
      await windows.getByRole('group', { name: 'Window 1' }).getByLabel('To').fill('10:30');
      await windows.getByRole('button', { name: 'Save the windows' }).click();
      await page.getByText('Windows is changed').waitFor();
      expect(Object.values(Object(await storedValue('time_slots')))).toContainEqual({ start: '00:00', end: '10:30' });
    } finally {
      await setting(admin, 'time_slots', before);
    }
  });

  test('ordering is paused and taken up again, and a switch holds at once', async () => {
    const { page } = await visit(PAGE, { as: 'admin', size: 'phone' });
    try {
      await page.getByRole('button', { name: 'Pause orders' }).click();
      await page.getByRole('menuitem', { name: '15 minutes' }).click();
      await page.getByRole('button', { name: 'Take orders again' }).waitFor();
      expect(await storedValue('paused_until')).not.toBeNull();
      await page.getByRole('button', { name: 'Take orders again' }).click();
      await page.getByRole('button', { name: 'Pause orders' }).waitFor();
      expect(await storedValue('paused_until')).toBeNull();
      await page.getByRole('switch', { name: /^Delivery/ }).click();
      await page.getByText('Delivery is changed').waitFor();
      expect(await storedValue('delivery_enabled')).toBe(false);
    } finally {
      await setting(admin, 'delivery_enabled', true);
      await setting(admin, 'paused_until', null);
    }
  });

  test.each(['light', 'dark'] as const)('the settings are good at every size in the %s theme', async (theme) => {
    const window = await visit(PAGE, { as: 'admin', theme });
    await window.page.getByRole('heading', { name: 'Kitchen', level: 2 }).waitFor();
    await window.expectGoodAtEverySize(`admin-settings-${theme}`);
    await window.page.getByRole('button', { name: 'All changes' }).click();
    await window.page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await window.expectGoodAtEverySize(`admin-settings-changes-${theme}`);
  });
}
