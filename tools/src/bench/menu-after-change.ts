import { adminMenuItemsAnswer, menuItemsAnswer } from '@campus/contracts/menu-api';
import { createPerson } from '../demo/person.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { adminOf } from './furnish.ts';
import { MENU_PATH } from './menu-load.ts';
import { signInStaff } from './sign-in-staff.ts';

/** An admin changes a dish, and a student looks at once: milliseconds of that read, in which nothing is in memory yet. */
export async function readAfterChange(platform: BenchPlatform, token: string): Promise<number> {
  const admin = await signInStaff(platform.origin, adminOf(platform));
  const { items } = await admin.ask('GET', '/api/v1/admin/menu/items', adminMenuItemsAnswer);
  const dish = items.at(-1);
  const description = `Measured at ${new Date().toISOString()}`;
  await admin.tell('PUT', `/api/v1/admin/menu/items/${dish?.id}`, { description });
  const student = createPerson(platform.origin, 'a student', token);
  const asked = performance.now();
  const menu = await student.ask('GET', MENU_PATH, menuItemsAnswer);
  const took = performance.now() - asked;
  if (!menu.items.some((item) => item.description === description)) throw new Error('The student sees an old menu.');
  return took;
}
