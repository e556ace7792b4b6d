import { z } from 'zod';
import { eventKind } from './event.ts';
import { id, instant } from './values.ts';

/** One setting of `system_config` has a new value. Its aggregate id is the key. */
export const configChanged = eventKind(
  'config.changed',
  'config',
  z.object({
    key: z.string(),
    value: z.unknown(),
    updated_at: instant,
    updated_by: id.nullable(),
    version: z.int().positive(),
  }),
  { key: 'restaurant_open', value: false, updated_at: '2026-02-13T06:00:00.000Z', updated_by: null, version: 2 },
);
