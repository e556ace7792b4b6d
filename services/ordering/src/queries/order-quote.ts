import type { Db } from '@campus/database/connect';
import { AppError } from '@campus/errors/app-error';
import { rupeesFromPaise } from '@campus/money/money';
import { openingAt } from '../domain/opening.ts';
import { type Choices, requirePayable, requirePossible, totals } from '../domain/place.ts';
import {
  type BlockedLine,
  mergeLines,
  priceLines,
  type RequestedLine,
  requireReasonableCart,
} from '../domain/pricing.ts';
import { findMenuItems } from '../persistence/menu-items-table.ts';
import { readSettingValues, settingsFrom } from '../persistence/settings-row.ts';

interface Problem {
  code: string;
  menu_item_id: string | null;
  message: string;
}

const BLOCKED: Record<BlockedLine['reason'], string> = {
  not_found: 'This item is not on the menu any more.',
  unavailable: 'This item is not available at the moment.',
  not_in_this_slot: 'This item is not served at this time of day.',
};

/** What the order would cost now and what would stand in its way; nothing is kept or claimed. */
export async function orderQuote(
  db: Db,
  { lines, now, timeZone, ...choices }: Choices & { lines: RequestedLine[]; now: Date; timeZone: string },
) {
  const settings = settingsFrom(await readSettingValues(db), timeZone);
  const requested = mergeLines(lines);
  requireReasonableCart(requested, settings);
  const opening = openingAt(settings, now);
  const menu = await findMenuItems(
    db,
    requested.map(({ menuItemId }) => menuItemId),
  );
  const priced = priceLines(requested, menu, opening.open ? opening.slot.name : undefined);
  const { subtotalPaise, deliveryChargePaise, totalPaise } = totals(priced.lines, choices.orderType, settings);
  return {
    items: priced.lines.map((line) => ({
      menu_item_id: line.menuItemId,
      item_name: line.itemName,
      item_price: rupeesFromPaise(line.itemPricePaise),
      quantity: line.quantity,
      line_total: rupeesFromPaise(line.lineTotalPaise),
    })),
    subtotal: rupeesFromPaise(subtotalPaise),
    delivery_charge: rupeesFromPaise(deliveryChargePaise),
    total: rupeesFromPaise(totalPaise),
    problems: [
      ...(opening.open ? [] : [problem('RESTAURANT_CLOSED', 'The restaurant is not taking orders now.')]),
      ...problemOf(() => requirePossible(choices, settings)),
      ...problemOf(() => requirePayable(choices, totalPaise)),
      ...priced.blocked.map(({ menu_item_id, reason }) => ({
        code: 'ITEM_UNAVAILABLE',
        menu_item_id,
        message: BLOCKED[reason],
      })),
    ],
  };
}

/** A rule that placing the order would break, as one of the quote's problems. */
function problemOf(rule: () => void): Problem[] {
  try {
    rule();
    return [];
  } catch (error) {
    if (error instanceof AppError) return [problem(error.code, error.message)];
    throw error;
  }
}

function problem(code: string, message: string): Problem {
  return { code, menu_item_id: null, message };
}
