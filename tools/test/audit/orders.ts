import { randomUUID } from 'node:crypto';
import type { World } from './world.ts';

/** One version of an order: what kind of change, from where to where, by whom. */
type Step = [type: string, from: string | null, to: string | null, by: string];

/** An order whose story the world is to tell in all its tables. */
export interface Story {
  id: string;
  method: 'cash' | 'upi';
  type: 'pickup' | 'delivery';
  total: number;
  paymentStatus: string;
  reason?: string;
  /** It was confirmed after midnight, in a window of the evening before. */
  isNightly?: true;
  steps: Step[];
}

const placed: Step = ['placed', null, 'received', 'consumer'];
const payable: Step = ['payment', 'pending', 'pending', 'system'];
const captured: Step = ['confirmed', 'pending', 'paid', 'system'];
const prepared: Step = ['status', 'received', 'preparing', 'kitchen'];
const ready: Step = ['status', 'preparing', 'ready', 'kitchen'];
const cashTaken: Step = ['payment', 'pending', 'paid', 'kitchen'];
const moneyBack: Step = ['payment', 'paid', 'refunded', 'system'];
const cancelledBy = (role: string): Step => ['status', 'received', 'cancelled', role];

export const CUSTOMER = randomUUID();
export const DISH = randomUUID();

const cash = { method: 'cash', type: 'pickup', total: 100 } as const;
const upi = { method: 'upi', type: 'pickup', total: 100 } as const;

// A day at the counter in five orders: every way the money can go.
export const eaten: Story = {
  ...cash,
  id: randomUUID(),
  paymentStatus: 'paid',
  isNightly: true,
  steps: [placed, prepared, ready, cashTaken, ['status', 'ready', 'completed', 'kitchen']],
};
export const delivered: Story = {
  ...upi,
  id: randomUUID(),
  type: 'delivery',
  total: 120,
  paymentStatus: 'paid',
  steps: [
    placed,
    payable,
    captured,
    prepared,
    ['assignment', null, 'assigned', 'admin'],
    ready,
    ['status', 'ready', 'out_for_delivery', 'delivery'],
    ['status', 'out_for_delivery', 'completed', 'delivery'],
  ],
};
export const expired: Story = {
  ...upi,
  id: randomUUID(),
  paymentStatus: 'failed',
  reason: 'payment_timeout',
  steps: [placed, payable, cancelledBy('system')],
};
export const refunded: Story = {
  ...upi,
  id: randomUUID(),
  paymentStatus: 'refunded',
  reason: 'sold_out',
  steps: [placed, payable, captured, cancelledBy('kitchen'), moneyBack],
};
export const givenBack: Story = {
  ...cash,
  id: randomUUID(),
  paymentStatus: 'refunded',
  reason: 'closing',
  steps: [placed, cashTaken, cancelledBy('admin'), moneyBack],
};
export const stories = [eaten, delivered, expired, refunded, givenBack];
export const isConfirmed = ({ method, steps }: Story) => method === 'cash' || steps.includes(captured);
export const lastStatus = ({ steps }: Story) =>
  steps.findLast(([type]) => type === 'placed' || type === 'status')?.[2] ?? '';

/** When the orders were placed: ten minutes ago, one a second. */
export const placedAt = (story: Story) => new Date(START + 1_000 * stories.indexOf(story));
const START = Date.now() - 600_000;

/** Fills ordering's tables. */
export async function tellOrders({ databases: { ordering } }: World): Promise<void> {
  for (const [index, story] of stories.entries()) await tellOrder(ordering, story, index + 1);
  const held = stories.filter((story) => lastStatus(story) !== 'cancelled').length;
  await ordering.raw(`insert into slot_counters select distinct business_day, slot, ${held} from orders`);
  await ordering.raw(
    `insert into order_number_counters select business_day, count(*) from orders group by business_day`,
  );
  await ordering('idempotency_keys').insert({
    user_id: CUSTOMER,
    route: 'POST /api/v1/orders',
    key: 'k-1',
    body_hash: 'x',
    attempt: randomUUID(),
    leased_until: new Date(),
    status: 201,
    answer: JSON.stringify({ order: { id: eaten.id, total: eaten.total }, payment: null }),
  });
}

async function tellOrder(ordering: World['databases']['ordering'], story: Story, number: number): Promise<void> {
  const at = placedAt(story);
  const charge = story.type === 'delivery' ? 20 : 0;
  await ordering('orders').insert({
    id: story.id,
    order_number: `ORD-20260213-00${number}`,
    user_id: CUSTOMER,
    status: lastStatus(story),
    order_type: story.type,
    payment_method: story.method,
    payment_status: story.paymentStatus,
    subtotal: story.total - charge,
    delivery_charge: charge,
    total: story.total,
    cancellation_reason: story.reason ?? null,
    business_day: DAY,
    slot: 'lunch',
    confirmed_at: isConfirmed(story) ? at : null,
    confirmed_day: story.isNightly
      ? ordering.raw("(?::timestamptz at time zone 'Asia/Kolkata')::date - 1", [at])
      : null,
    gateway_order_id: story.method === 'upi' ? gatewayOrderOf(story) : null,
    created_at: at,
    updated_at: at,
    version: story.steps.length,
  });
  const line = { menu_item_id: DISH, item_name: 'Thali', is_veg: true, item_price: 50, quantity: 2, line_total: 100 };
  await ordering('order_items').insert({ order_id: story.id, line: 1, ...line });
  const history = story.steps.map(([type, from_value, to_value, by_role], index) => {
    const by_id = by_role === 'consumer' ? CUSTOMER : null;
    return { order_id: story.id, version: index + 1, type, from_value, to_value, by_role, by_id, at };
  });
  await ordering('order_events').insert(history);
}

export const DAY = '2026-02-13';
export const gatewayOrderOf = ({ id }: Story) => `order_${id.slice(-12)}`;
