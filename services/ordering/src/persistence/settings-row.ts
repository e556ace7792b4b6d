import { type SettingValues, settingValues } from '@campus/contracts/config-api';
import type { Queries } from '@campus/database/transaction';
import { paiseFromRupees } from '@campus/money/money';
import type { Settings } from '../domain/settings.ts';

/** All settings as stored, in the API's own units. */
export async function readSettingValues(db: Queries): Promise<SettingValues> {
  const rows: { key: string; value: unknown }[] = await db('system_config').select('key', 'value');
  return settingValues.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
}

export function settingsFrom(values: SettingValues, timeZone: string): Settings {
  return {
    timeZone,
    restaurantOpen: values.restaurant_open,
    pausedUntil: values.paused_until === null ? null : new Date(values.paused_until),
    timeWindows: values.time_slots,
    maxOrdersPerSlot: values.max_orders_per_slot,
    deliveryEnabled: values.delivery_enabled,
    deliveryChargePaise: paiseFromRupees(values.delivery_charge),
    cashPaymentEnabled: values.cash_payment_enabled,
    upiPaymentEnabled: values.upi_payment_enabled,
    unpaidOrderTtlSeconds: values.unpaid_order_ttl_seconds,
    maxUnpaidOrdersPerUser: values.max_unpaid_orders_per_user,
    maxQuantityPerItem: values.max_quantity_per_item,
    maxLinesPerOrder: values.max_lines_per_order,
    averagePreparationMinutes: values.average_preparation_minutes,
  };
}
