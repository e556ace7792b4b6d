import { menuItemsAnswer } from '@campus/contracts/menu-api';
import { createPerson } from '../demo/person.ts';
import { SetupFault } from '../platform/setup-fault.ts';

/** A dish that can be ordered at any hour. */
export async function servedDish(origin: string, token: string): Promise<string> {
  const student = createPerson(origin, 'a student', token);
  const { items } = await student.ask('GET', '/api/v1/menu/items?available=true', menuItemsAnswer);
  const dish = items.find(({ time_slots }) => time_slots.length === 0);
  if (!dish) throw new SetupFault('The menu has no dish that is served all day.');
  return dish.id;
}
