import type { SettingKey } from '@campus/contracts/config-api';
import type { officeTexts } from '../../texts/office-texts.ts';

export type Group = keyof typeof officeTexts.settings.groups;
export type Unit = keyof typeof officeTexts.settings.units;

/** How a setting is edited. The ranges are those of the contract; a test compares them. */
export type SettingKind =
  | { kind: 'switch' }
  | { kind: 'windows' }
  | { kind: 'pause' }
  | { kind: 'amount'; max: number }
  | { kind: 'number'; min: number; max: number; unit: Unit };

const DAY_SECONDS = 86_400;

export const SETTING_KINDS: Record<SettingKey, SettingKind> = {
  restaurant_open: { kind: 'switch' },
  paused_until: { kind: 'pause' },
  time_slots: { kind: 'windows' },
  max_orders_per_slot: { kind: 'number', min: 0, max: 1_000_000, unit: 'orders' },
  delivery_enabled: { kind: 'switch' },
  delivery_charge: { kind: 'amount', max: 10_000 },
  cash_payment_enabled: { kind: 'switch' },
  upi_payment_enabled: { kind: 'switch' },
  unpaid_order_ttl_seconds: { kind: 'number', min: 1, max: DAY_SECONDS, unit: 'seconds' },
  max_unpaid_orders_per_user: { kind: 'number', min: 1, max: 100, unit: 'orders' },
  max_quantity_per_item: { kind: 'number', min: 1, max: 1_000, unit: 'pieces' },
  max_lines_per_order: { kind: 'number', min: 1, max: 100, unit: 'dishes' },
  average_preparation_minutes: { kind: 'number', min: 1, max: 240, unit: 'minutes' },
  alert_escalation_seconds: { kind: 'number', min: 1, max: DAY_SECONDS, unit: 'seconds' },
};

/** Where each stands on the page. */
export const SETTING_GROUPS: Record<Group, readonly SettingKey[]> = {
  opening: ['restaurant_open', 'paused_until', 'time_slots', 'max_orders_per_slot'],
  selling: ['upi_payment_enabled', 'cash_payment_enabled', 'delivery_enabled', 'delivery_charge'],
  limits: ['max_quantity_per_item', 'max_lines_per_order', 'unpaid_order_ttl_seconds', 'max_unpaid_orders_per_user'],
  kitchen: ['average_preparation_minutes', 'alert_escalation_seconds'],
};
