import { adminMenuItemsAnswer, categoriesAnswer } from '@campus/contracts/menu-api';
import type { Person } from '../../demo/person.ts';
import type { BenchPlatform } from '../bench-platform.ts';
import { adminOf } from '../furnish.ts';
import { signInStaff } from '../sign-in-staff.ts';

const AT_ONCE = 4;

/** An admin adds dishes until the menu has so many. */
export async function growMenu(platform: BenchPlatform, wanted: number): Promise<void> {
  const admin = await signInStaff(platform.origin, adminOf(platform));
  const { total } = await admin.ask('GET', '/api/v1/admin/menu/items', adminMenuItemsAnswer);
  const { categories } = await admin.ask('GET', '/api/v1/menu/categories', categoriesAnswer);
  let next = total;
  const addSome = async () => {
    while (next < wanted) {
      next += 1;
      await addDish(admin, { number: next, categoryId: categories[next % categories.length]?.id ?? '' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, addSome));
}

function addDish(admin: Person, { number, categoryId }: { number: number; categoryId: string }): Promise<void> {
  return admin.tell('POST', '/api/v1/admin/menu/items', {
    name: `Dish ${number}`,
    description: 'One of very many, with a description as long as those of the others on this menu',
    price: 20 + (number % 100),
    is_veg: number % 3 !== 0,
    time_slots: [],
    display_order: number,
    category_id: categoryId,
  });
}
