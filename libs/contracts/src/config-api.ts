import { overlappingWindows } from '@campus/business-time/time-windows';
import { z } from 'zod';
import { chosenInstant, instant, rupees, text } from './values.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time like 07:30' });
const count = (min: number, max: number) => z.int().min(min).max(max);

export const timeWindows = z
  .record(text(40), z.strictObject({ start: clockTime, end: clockTime }))
  .refine((windows) => Object.keys(windows).length >= 1 && Object.keys(windows).length <= 8, {
    error: 'must have 1 to 8 windows',
  })
  .refine((windows) => !overlappingWindows(windows), { error: 'windows must not overlap' });

/** Every key of `system_config` with the type of its value (design document 10, product.md section 7). */
export const settingSchemas = {
  restaurant_open: z.boolean(),
  delivery_enabled: z.boolean(),
  delivery_charge: rupees.max(10_000),
  cash_payment_enabled: z.boolean(),
  upi_payment_enabled: z.boolean(),
  max_orders_per_slot: count(0, 1_000_000),
  time_slots: timeWindows,
  paused_until: chosenInstant.nullable(),
  unpaid_order_ttl_seconds: count(1, 86_400),
  max_unpaid_orders_per_user: count(1, 100),
  max_quantity_per_item: count(1, 1_000),
  max_lines_per_order: count(1, 100),
  average_preparation_minutes: count(1, 240),
  alert_escalation_seconds: count(1, 86_400),
} as const;

export type SettingKey = keyof typeof settingSchemas;
export const settingKey = z.enum(Object.keys(settingSchemas) as [SettingKey, ...SettingKey[]]);

/** All settings with the API's own units (rupees, ISO instants). */
export const settingValues = z.object(settingSchemas);
export type SettingValues = z.infer<typeof settingValues>;

export const configAnswer = z.object({ config: z.record(z.string(), z.unknown()) });
export const changeSettingBody = z.strictObject({ value: z.unknown() });
export const settingAnswer = z.object({
  key: settingKey,
  value: z.unknown(),
  updated_at: instant,
  updated_by: z.uuid().nullable(),
});

/** Until when the kitchen takes no orders; null: it takes them. */
export const pauseBody = z.strictObject({ paused_until: settingSchemas.paused_until });
export const pauseAnswer = z.object({ paused_until: instant.nullable() });

export const restaurantAnswer = z.object({
  restaurant: z.object({
    is_open: z.boolean(),
    /** Why not: `closed` by the switch, `paused`, or `outside_hours`. */
    reason: z.enum(['closed', 'paused', 'outside_hours']).nullable(),
    opens_at: instant.nullable(),
    current_slot: z.object({ name: z.string(), closes_at: instant, places_left: z.int() }).nullable(),
    payment_methods: z.array(z.enum(['upi', 'cash'])),
    delivery: z.object({ enabled: z.boolean(), charge: rupees }),
    /** What one order may have at most. */
    limits: z.object({ quantity_per_item: z.int(), lines_per_order: z.int() }),
    time_zone: z.string(),
  }),
});
