import { overlappingWindows } from '@campus/business-time/time-windows';
import { z } from 'zod';
import { chosenInstant, instant, page, rupees, text } from './values.ts';

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

/** What each setting is before anybody has changed it; a test of ordering compares them with a fresh database. */
export const settingDefaults: SettingValues = {
  restaurant_open: true,
  delivery_enabled: true,
  delivery_charge: 20,
  cash_payment_enabled: true,
  upi_payment_enabled: true,
  max_orders_per_slot: 50,
  time_slots: {
    breakfast: { start: '07:00', end: '10:00' },
    lunch: { start: '12:00', end: '15:00' },
    dinner: { start: '18:00', end: '22:00' },
  },
  paused_until: null,
  unpaid_order_ttl_seconds: 900,
  max_unpaid_orders_per_user: 2,
  max_quantity_per_item: 20,
  max_lines_per_order: 30,
  average_preparation_minutes: 12,
  alert_escalation_seconds: 120,
};

export const configAnswer = z.object({ config: z.record(z.string(), z.unknown()) });
/** `version`: the state that the change was made from; if there is a newer one, 409 `VERSION_CONFLICT`. */
export const changeSettingBody = z.strictObject({ value: z.unknown(), version: z.int().positive().optional() });
export const settingAnswer = z.object({
  key: settingKey,
  value: z.unknown(),
  updated_at: instant,
  updated_by: z.uuid().nullable(),
});

/** Who it was; null for nobody: the value of a fresh database. A name is null while it is not known here. */
const author = { updated_by: z.uuid().nullable(), updated_by_name: z.string().nullable() };

/** Every setting with its default and its last change. */
export const settingDetailsAnswer = z.object({
  settings: z.array(
    z.object({
      key: settingKey,
      value: z.unknown(),
      default: z.unknown(),
      version: z.int().positive(),
      /** Null: never changed. */
      updated_at: instant.nullable(),
      ...author,
    }),
  ),
});

export const settingChangesQuery = z.strictObject({
  ...page,
  key: settingKey.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export type SettingChangesQuery = z.output<typeof settingChangesQuery>;

/** Who changed what, when, and from what: newest first. */
export const settingChange = z.object({
  key: settingKey,
  version: z.int().positive(),
  value: z.unknown(),
  previous_value: z.unknown(),
  updated_at: instant,
  ...author,
});
export type SettingChange = z.infer<typeof settingChange>;
export const settingChangesAnswer = z.object({ changes: z.array(settingChange), next_cursor: z.string().nullable() });

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
