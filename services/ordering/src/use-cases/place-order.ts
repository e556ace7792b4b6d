import { conflict } from '@campus/errors/app-error';
import { requireOpenSlot } from '../domain/opening.ts';
import type { Order } from '../domain/order.ts';
import { type Choices, place, requirePossible } from '../domain/place.ts';
import { mergeLines, priceOrder, type RequestedLine, requireReasonableCart } from '../domain/pricing.ts';
import type { Settings } from '../domain/settings.ts';
import type { Work } from './work.ts';

export interface PlaceOrder extends Choices {
  customerId: string;
  lines: RequestedLine[];
}

/** Decides with everything at hand, then stores it all at once: the place in the slot is claimed last. */
export async function placeOrder(work: Work, command: PlaceOrder): Promise<Order> {
  const requested = mergeLines(command.lines);
  const ids = requested.map(({ menuItemId }) => menuItemId);
  const { settings, menu, customerName } = await work.placement.facts(command.customerId, ids);
  requireReasonableCart(requested, settings);
  const slot = requireOpenSlot(settings, work.now);
  requirePossible(command, settings);
  const lines = priceOrder(requested, menu, slot.name);
  if (command.paymentMethod === 'upi') await requireFewUnpaid(work, command.customerId, settings);
  const decision = place({ ...command, id: work.newId(), customerName, lines, slot, at: work.now }, settings);
  return work.placement.store(decision, settings.maxOrdersPerSlot);
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
