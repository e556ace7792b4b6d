import { z } from 'zod';
import { eventKind } from './event.ts';
import { id, instant, staffRole } from './values.ts';

const at = '2026-02-13T06:00:00.000Z';

/** A student signed up, changed the name, or was erased (`is_erased`, name null). The phone number never leaves auth. */
export const userChanged = eventKind(
  'user.changed',
  'user',
  z.object({
    user: z.object({
      id,
      name: z.string().nullable(),
      is_active: z.boolean(),
      is_erased: z.boolean(),
      version: z.int().positive(),
      updated_at: instant,
    }),
  }),
  {
    user: {
      id: '0195a000-0000-7000-8000-000000000002',
      name: 'Asha',
      is_active: true,
      is_erased: false,
      version: 1,
      updated_at: at,
    },
  },
);

export const staffChanged = eventKind(
  'staff.changed',
  'staff',
  z.object({
    staff: z.object({
      id,
      username: z.string(),
      name: z.string(),
      role: staffRole,
      is_active: z.boolean(),
      version: z.int().positive(),
      updated_at: instant,
    }),
  }),
  {
    staff: {
      id: '0195a000-0000-7000-8000-000000000005',
      username: 'ravi',
      name: 'Ravi',
      role: 'delivery',
      is_active: true,
      version: 1,
      updated_at: at,
    },
  },
);

/** Access tokens of this session (or, with `session_id` null, of all sessions of the person) issued until `revoked_at` are dead. */
export const sessionRevoked = eventKind(
  'session.revoked',
  'session_revocation',
  z.object({ revocation: z.object({ id, person_id: id, session_id: id.nullable(), revoked_at: instant }) }),
  {
    revocation: {
      id: '0195a000-0000-7000-8000-000000000006',
      person_id: '0195a000-0000-7000-8000-000000000002',
      session_id: '0195a000-0000-7000-8000-000000000007',
      revoked_at: at,
    },
  },
);
