import { conflict } from '@campus/errors/app-error';
import { requireOpenSlot } from '../domain/opening.ts';
import type { Order } from '../domain/order.ts';
import { eventsOf } from '../domain/order-event.ts';
import { type Choices, place, requirePossible } from '../domain/place.ts';
import { mergeLines, priceOrder, type RequestedLine, requireReasonableCart } from '../domain/pricing.ts';
import type { Settings } from '../domain/settings.ts';
import type { Work } from './work.ts';

export interface PlaceOrder extends Choices {
  customerId: string;
  lines: RequestedLine[];
}

/** The place in the slot is claimed last: its row is the one that every order of the hour has to pass. */
export async function placeOrder(work: Work, command: PlaceOrder): Promise<Order> {
  const settings = await work.settings.current();
  const requested = mergeLines(command.lines);
  requireReasonableCart(requested, settings);
  const slot = requireOpenSlot(settings, work.now);
  requirePossible(command, settings);
  const menu = await work.menu.find(requested.map(({ menuItemId }) => menuItemId));
  const lines = priceOrder(requested, menu, slot.name);
  if (command.paymentMethod === 'upi') await requireFewUnpaid(work, command.customerId, settings);
  const customerName = await work.customers.nameOf(command.customerId);
  const { orderNumber } = await work.slots.claim(slot, settings.maxOrdersPerSlot);
  const placement = { ...command, id: work.newId(), orderNumber, customerName, lines, slot, at: work.now };
  const decision = place(placement, settings);
  await work.orders.add(decision);
  await work.outbox.add(eventsOf(decision));
  return decision.order;
}

async function requireFewUnpaid(
  work: Work,
  customerId: string,
  { maxUnpaidOrdersPerUser: max }: Settings,
): Promise<void> {
  const current = await work.orders.countUnpaid(customerId);
  if (current < max) return;
  throw conflict('TOO_MANY_UNPAID_ORDERS', 'Pay or cancel your unpaid orders first.', { current, max });
}
