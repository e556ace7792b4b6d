import { z } from 'zod';

/** Every code of the error envelope with its HTTP status and its meaning (design document 11.2, product.md sections 3 and 9). */
export const ERROR_CODES = {
  VALIDATION_ERROR: [400, 'The request could not be read or its fields are not valid; `details` names them.'],
  INVALID_OTP: [400, 'The code is incorrect or has expired.'],
  CART_EMPTY: [400, 'The order has no items.'],
  INVALID_TOKEN: [401, 'There is no token, it is malformed, or its session has ended.'],
  TOKEN_EXPIRED: [401, 'The access token has expired: refresh it.'],
  INVALID_CREDENTIALS: [401, 'The username or the password is wrong.'],
  INVALID_SIGNATURE: [401, 'The signature of the webhook is not valid.'],
  INSUFFICIENT_ROLE: [403, 'Signed in, but this door is closed to the role.'],
  NOT_FOUND: [404, 'There is no such thing, or it is not yours.'],
  AMOUNT_TOO_SMALL: [
    409,
    'UPI carries no less than `details.minimum` rupees; add something or pay in cash. A quote has it among its problems.',
  ],
  ALREADY_EXISTS: [409, 'The name is taken.'],
  DELIVERY_UNAVAILABLE: [409, 'Delivery is switched off, or this person does not deliver at the moment.'],
  INVALID_TRANSITION: [409, 'The order cannot take this step now; `details` has `from`, `to` and `allowed`.'],
  ITEM_UNAVAILABLE: [409, 'Some items cannot be ordered now; `details.items` names each with its reason.'],
  LAST_ADMIN: [409, 'The last active admin stays: make somebody else an admin first.'],
  ORDER_LIMIT_REACHED: [409, 'The cap of this time slot is reached.'],
  PAYMENT_DISPUTED: [409, 'The bank is already disputing this payment.'],
  PAYMENT_METHOD_UNAVAILABLE: [409, 'This way of paying is switched off.'],
  REFUND_EXCEEDS_PAYMENT: [409, 'More than what was paid and not yet refunded.'],
  REQUEST_IN_PROGRESS: [409, 'The same request is still running; `Retry-After` says when to ask again.'],
  RESTAURANT_CLOSED: [409, 'No orders are taken now; `details` has the reason and `opens_at`.'],
  TOO_MANY_UNPAID_ORDERS: [409, 'Pay or cancel unpaid orders first.'],
  VERSION_CONFLICT: [
    409,
    'It has changed in the meantime; `details` has the current order, or the current `version` of anything else.',
  ],
  PAYLOAD_TOO_LARGE: [413, 'The request body is too large.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The content is of a kind that is not taken here.'],
  IDEMPOTENCY_KEY_REUSED: [422, 'This `Idempotency-Key` belongs to another request.'],
  PAYMENT_FAILED: [422, 'The payment could not be verified.'],
  RATE_LIMITED: [429, 'Too many requests; `Retry-After` says when to try again.'],
  INTERNAL_ERROR: [500, 'Something went wrong on our side.'],
  SERVICE_UNAVAILABLE: [503, 'A part of the platform is down; `Retry-After` says when to try again.'],
} as const satisfies Record<string, readonly [status: number, meaning: string]>;

export type ErrorCode = keyof typeof ERROR_CODES;
export const errorCode = z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]);

/** The body of every answer from 400 on (design document 11.1). */
export const errorAnswer = z.strictObject({
  error: z.strictObject({ code: errorCode, message: z.string(), details: z.unknown().optional() }),
});
