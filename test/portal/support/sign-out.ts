import { eventually } from '@campus/testing/eventually';
import type { Page } from 'playwright-core';

/** Through the menu of the account. A press that a busy machine draws out closes the menu again: then it is pressed once more, as people do. */
export async function signOut(page: Page): Promise<void> {
  const way = page.getByRole('menuitem', { name: 'Sign out' });
  await eventually(async () => {
    if (!(await way.isVisible())) await page.getByRole('button', { name: /Account of/ }).click();
    await way.click({ timeout: 2_000 });
  });
}
