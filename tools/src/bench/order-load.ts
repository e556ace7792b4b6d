import { menuItemsAnswer } from '@campus/contracts/menu-api';
import { createPerson } from '../demo/person.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import type { LoadRequest } from './load/load-job.ts';

/** An order of two dishes that are served all day. */
export async function orderRequest(
  origin: string,
  { token, payment }: { token: string; payment: 'cash' | 'upi' },
): Promise<LoadRequest> {
  const student = createPerson(origin, 'a student', token);
  const { items } = await student.ask('GET', '/api/v1/menu/items?available=true', menuItemsAnswer);
  const [one, other] = items.filter(({ time_slots }) => time_slots.length === 0);
  if (!one || !other) throw new SetupFault('The menu has no two dishes that are served all day.');
  const lines = [
    { menu_item_id: one.id, quantity: 2 },
    { menu_item_id: other.id, quantity: 1 },
  ];
  return {
    method: 'POST',
    path: '/api/v1/orders',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items: lines, order_type: 'pickup', payment_method: payment }),
    isKeyed: true,
    wantsBody: true,
  };
}
