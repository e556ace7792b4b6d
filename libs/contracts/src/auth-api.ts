import { z } from 'zod';
import { id, instant, staffRole, text } from './values.ts';

/** Only bounded here: what counts as a phone number is decided by auth (`VALIDATION_ERROR` on `phone`). */
const phone = text(32);
/** Not trimmed: a space is part of a password. */
const anyPassword = z.string().min(1).max(1_000);

const newPassword = z
  .string()
  .min(10)
  .refine((password) => new TextEncoder().encode(password).length <= 72, { error: 'must have at most 72 bytes' })
  .refine((password) => password.isWellFormed() && !password.includes('\u0000'), { error: 'must be well-formed text' });

const username = text(50).regex(/^[\p{L}\p{N}._@+-]+$/u, { error: 'must be letters, digits or . _ @ + -' });

export const requestOtpBody = z.strictObject({ phone });
export const requestOtpAnswer = z.object({ message: z.string(), expires_in: z.int() });

export const verifyOtpBody = z.strictObject({
  phone,
  otp: z.string().regex(/^\d{6}$/, { error: 'must be six digits' }),
});

const tokens = {
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  /** Seconds until the access token ends. */
  expires_in: z.int(),
};

export const verifyOtpAnswer = z.object({
  ...tokens,
  user: z.object({ id, phone: z.string(), name: z.string().nullable() }),
});

export const refreshBody = z.strictObject({ refresh_token: z.string().min(1).max(4_096) });
export const refreshAnswer = z.object(tokens);

export const logoutAnswer = z.object({ message: z.string() });

export const staffLoginBody = z.strictObject({ username: text(200), password: anyPassword });
export const staffLoginAnswer = z.object({
  ...tokens,
  staff: z.object({ id, username: z.string(), name: z.string(), role: staffRole }),
});

export const userView = z.object({
  id,
  phone: z.string(),
  name: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
});
export const userAnswer = z.object({ user: userView });
export const updateUserBody = z.strictObject({ name: text(100).optional() });

export const staffView = z.object({
  id,
  username: z.string(),
  name: z.string(),
  role: staffRole,
  is_active: z.boolean(),
  created_at: instant,
});
export type StaffView = z.infer<typeof staffView>;
export const staffAnswer = z.object({ staff: staffView });
export const staffListAnswer = z.object({ staff: z.array(staffView), total: z.int() });

export const createStaffBody = z.strictObject({
  username,
  password: newPassword,
  name: text(100),
  role: staffRole,
});

export const changeStaffBody = z.strictObject({
  name: text(100).optional(),
  role: staffRole.optional(),
  is_active: z.boolean().optional(),
  password: newPassword.optional(),
});

/** The two variables that make the first admin, by the rules of `POST /admin/staff`. */
export const adminAccount = { username, password: newPassword };

export const jwksAnswer = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('RSA'),
      use: z.literal('sig'),
      alg: z.literal('RS256'),
      kid: z.string(),
      n: z.string(),
      e: z.string(),
    }),
  ),
});
