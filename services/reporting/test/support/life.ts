import {
  type OrderEvent,
  orderAcknowledged,
  orderCancelled,
  orderConfirmed,
  orderPaymentChanged,
  orderPlaced,
  orderStatusChanged,
} from '@campus/contracts/order-events';
import type { OrderState } from '@campus/contracts/order-state';
import { gatewayRefund, orderHistory, type SentEvent, type Step } from './history.ts';

/** What somebody who watched an order knows of it, whatever the events say. */
export interface Life {
  order: OrderState;
  confirmed: { at: Date; day: string | null } | undefined;
  isPaid: boolean;
  refunds: { at: Date; paise: number }[];
  events: SentEvent[];
}

/** Everything that chance decides about one order. */
export interface Chances {
  order: Pick<OrderState, 'id' | 'payment_method' | 'order_type' | 'slot' | 'items'>;
  placedAt: number;
  /** The business day that ordering names for the confirmation, if it does. */
  namedDay: string | null | undefined;
  /** Minutes between one step and the next. */
  pace: number;
  fate: Fate;
  /** Steps back and forth in the kitchen before the end. */
  recalls: number;
  /** The customer paid a second time, and that went back by itself. */
  isPaidTwice: boolean;
  /** Parts of the total that go back through the gateway, in hundredths. */
  givenBack: number[];
}

export const FATES = [
  'completed',
  'cooking',
  'cancelled early',
  'cancelled late',
  'never paid',
  'paid too late',
] as const;
export type Fate = (typeof FATES)[number];

/** Lives through one order: every step that the transition table allows, as its services would tell it. */
export function live(chances: Chances): Life {
  const total_paise = chances.order.items.reduce((sum, line) => sum + line.line_total_paise, 0);
  const order = { ...chances.order, subtotal_paise: total_paise, total_paise };
  const clock = { now: chances.placedAt };
  const steps: Step[] = [];
  const said: Partial<OrderState> = {};
  const tell = (kind: OrderEvent, state: Partial<OrderState> = {}, to: string | null = null) => {
    Object.assign(said, state);
    steps.push({ kind, type: kind === orderPaymentChanged ? 'payment' : 'status', at: iso(clock.now), state, to });
    clock.now += chances.pace * 60_000;
  };
  const story = { chances, clock, tell, total: total_paise, refunds: [] as Life['refunds'] };
  const isSold = order.payment_method === 'cash' ? sellForCash(story) : sellByUpi(story);
  const events = orderHistory(order, steps);
  const known = { ...orderConfirmed.example.order, ...order, ...said };
  return {
    order: known,
    confirmed:
      isSold && known.confirmed_at ? { at: new Date(known.confirmed_at), day: known.confirmed_day ?? null } : undefined,
    isPaid:
      isSold &&
      (order.payment_method === 'upi' || said.payment_status === 'paid' || said.payment_status === 'refunded'),
    refunds: isSold ? story.refunds : [],
    events: [...events, ...refundEvents(story, order.id)],
  };
}

interface Story {
  chances: Chances;
  clock: { now: number };
  tell(kind: OrderEvent, state?: Partial<OrderState>, to?: string | null): void;
  total: number;
  refunds: Life['refunds'];
}

function sellForCash(story: Story): boolean {
  const { chances, clock, tell, total, refunds } = story;
  tell(orderPlaced, { confirmed_at: iso(clock.now), confirmed_day: chances.namedDay });
  if (chances.fate === 'cancelled early' || chances.fate === 'never paid') {
    tell(orderCancelled, { status: 'cancelled' });
    return true;
  }
  cook(story);
  if (chances.fate === 'cooking') return true;
  tell(orderPaymentChanged, { payment_status: 'paid' }, 'paid');
  if (chances.fate === 'completed' || chances.fate === 'paid too late') {
    tell(orderStatusChanged, { status: 'completed' });
    return true;
  }
  tell(orderCancelled, { status: 'cancelled' });
  refunds.push({ at: new Date(clock.now), paise: total });
  tell(orderPaymentChanged, { payment_status: 'refunded' }, 'refunded');
  tell(orderAcknowledged, { acknowledged_at: iso(clock.now) });
  return true;
}

function sellByUpi(story: Story): boolean {
  const { chances, clock, tell, total, refunds } = story;
  tell(orderPlaced, { confirmed_at: null });
  tell(orderPaymentChanged, { expires_at: iso(clock.now + 900_000) }, 'pending');
  if (chances.fate === 'never paid' || chances.fate === 'paid too late') {
    tell(orderCancelled, { status: 'cancelled', payment_status: 'failed' });
    if (chances.fate === 'paid too late') refunds.push({ at: new Date(clock.now), paise: total });
    return false;
  }
  tell(orderConfirmed, { payment_status: 'paid', confirmed_at: iso(clock.now), confirmed_day: chances.namedDay });
  if (chances.fate !== 'cancelled early') cook(story);
  if (chances.fate === 'completed') tell(orderStatusChanged, { status: 'completed' });
  if (chances.fate.startsWith('cancelled')) tell(orderCancelled, { status: 'cancelled' });
  giveBack(story);
  return true;
}

function cook({ tell, chances }: Story): void {
  tell(orderStatusChanged, { status: 'preparing' });
  for (let recall = 0; recall < chances.recalls; recall += 1) {
    tell(orderStatusChanged, { status: 'ready' });
    tell(orderStatusChanged, { status: 'preparing' });
  }
  if (chances.fate !== 'cooking') tell(orderStatusChanged, { status: 'ready' });
}

/** Part by part, or all that is left of a cancelled order; when everything is back, the order says so. */
function giveBack({ tell, chances, clock, total, refunds }: Story): void {
  let left = total;
  for (const hundredths of chances.givenBack) {
    const paise = Math.min(left, Math.floor((total * hundredths) / 100));
    if (paise > 0) refunds.push({ at: new Date(clock.now), paise });
    left -= paise;
    clock.now += chances.pace * 60_000;
  }
  if (chances.fate.startsWith('cancelled') && left > 0) {
    refunds.push({ at: new Date(clock.now), paise: left });
    left = 0;
  }
  if (left === 0) tell(orderPaymentChanged, { payment_status: 'refunded' }, 'refunded');
}

function refundEvents({ chances, refunds, total }: Story, orderId: string): SentEvent[] {
  if (chances.order.payment_method === 'cash') return [];
  const second = { orderId, paise: total, at: iso(chances.placedAt), version: 2, isOrderMoney: false };
  const own = refunds.map(({ at, paise }, index) =>
    gatewayRefund({ orderId, paise, at: at.toISOString(), version: index + 3 }),
  );
  return chances.isPaidTwice ? [gatewayRefund(second), ...own] : own;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
