import { z } from 'zod';

const text = (description: string) => z.string().meta({ description });

/** Every request header that a route may read beyond those of HTTP itself, as its sender must write it. */
export const requestHeaders = {
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/, { error: 'must be 1 to 128 printable characters' })
    .optional()
    .meta({
      description:
        'The same key of the same person means the same command for 24 hours: it gets the first answer again, also after a lost connection.',
    }),
  'If-Match': z
    .string()
    .regex(/^"\d{1,9}"$/, { error: 'must be a version like "7"' })
    .optional()
    .meta({
      description: 'The version on which the decision is based, in quotes; a `version` in the body goes first.',
    }),
  'If-None-Match': text('The `ETag` of the answer you have.').optional(),
  'Last-Event-ID': text('The last event you saw; what came after it follows.').optional(),
  'X-Razorpay-Signature': text('HMAC-SHA256 of the raw body with the secret of the webhook, in hex.'),
  'X-Twilio-Signature': text(
    'Base64 HMAC-SHA1 of the public address and the sorted fields of the form with the auth token.',
  ),
  'X-Razorpay-Event-Id': text('The id of the event: a repetition has no further effect.').optional(),
};

export type RequestHeader = keyof typeof requestHeaders;
