import type { Things } from './arbitrary-of-schema.ts';
import { addDishes, placeOrder } from './canteen.ts';
import { hire } from './people.ts';
import type { Scene } from './scene.ts';

/** One new thing of each kind that the paths and bodies of the API name, so that a request gets further than "not found". */
export async function existingThings({ platform, admin, student }: Scene): Promise<Things> {
  const items = await addDishes(admin, student, [60, 35]);
  const wish = { dishes: [[items[0] ?? '', 1] as [string, number]] };
  const orders = [
    await placeOrder(student, { ...wish, paymentMethod: 'cash' }),
    await placeOrder(student, { ...wish, paymentMethod: 'cash', orderType: 'delivery' }),
    await placeOrder(student, { ...wish, paymentMethod: 'cash' }),
  ];
  const dish = await platform.databases.catalog('menu_items').where({ id: items[0] }).first('category_id');
  const spare = await hire(platform, admin, 'delivery');
  return { orders: orders.map(({ order }) => order.id), items, categories: [dish.category_id], staff: [spare.id] };
}
