import { z } from 'zod';
import { id, instant } from './values.ts';

/**
 * What auth asks notification to send by SMS. Not an event: it is worthless when late, so it goes straight to its own
 * queue (`OTP_QUEUE` of `@campus/messaging/topology`).
 * `code_encrypted` is made by `sealOtp` and read by `openOtp` (`otp-cipher.ts`); `id` is bound into it.
 */
export const otpMessage = z.object({
  id,
  /** E.164. */
  phone: z.string().regex(/^\+[1-9]\d{6,14}$/),
  /** Base64 of iv (12 bytes), ciphertext and tag (16 bytes). */
  code_encrypted: z.base64(),
  expires_at: instant,
});
export type OtpMessage = z.infer<typeof otpMessage>;

export const otpMessageExample: OtpMessage = {
  id: '0195a000-0000-7000-8000-000000000008',
  phone: '+919876543210',
  code_encrypted: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ==',
  expires_at: '2026-02-13T08:35:00.000Z',
};
