import { conflict } from '@campus/errors/app-error';
import { requireOpenSlot } from '../domain/opening.ts';
import type { Order } from '../domain/order.ts';
import { type Choices, place, requirePossible } from '../domain/place.ts';
import { mergeLines, priceOrder, type RequestedLine, requireReasonableCart } from '../domain/pricing.ts';
import type { Settings } from '../domain/settings.ts';
import type { PlacingWork, StoreTerms, Work } from './work.ts';

export interface PlaceOrder extends Choices, Pick<StoreTerms, 'keyed' | 'answer'> {
  customerId: string;
  lines: RequestedLine[];
}

/** An order that is paid at the counter is the kitchen's at once: nothing of it depends on other orders but its place, so no transaction is needed. */
export function placeCashOrder(work: PlacingWork, command: PlaceOrder & { paymentMethod: 'cash' }): Promise<Order> {
  return placeOrder(work, command, () => Promise.resolve());
}

/** An order that is still to be paid holds a place unpaid, and nobody may hold many: the caller's orders are counted under a lock. */
export function placeUnpaidOrder(work: Work, command: PlaceOrder): Promise<Order> {
  return placeOrder(work, command, (settings) => requireFewUnpaid(work, command.customerId, settings));
}

/** Decides with everything at hand, then stores it all at once: the place in the slot is claimed last. */
async function placeOrder(
  work: PlacingWork,
  command: PlaceOrder,
  requireAllowed: (settings: Settings) => Promise<void>,
): Promise<Order> {
  const requested = mergeLines(command.lines);
  const ids = requested.map(({ menuItemId }) => menuItemId);
  const { settings, menu, customerName } = await work.placement.facts(command.customerId, ids);
  requireReasonableCart(requested, settings);
  const slot = requireOpenSlot(settings, work.now);
  requirePossible(command, settings);
  const lines = priceOrder(requested, menu, slot.name);
  await requireAllowed(settings);
  const decision = place({ ...command, id: work.newId(), customerName, lines, slot, at: work.now }, settings);
  return work.placement.store(decision, { ...command, cap: settings.maxOrdersPerSlot });
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
