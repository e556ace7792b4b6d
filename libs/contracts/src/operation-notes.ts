import type { ErrorCode } from './error-codes.ts';

export type RequestHeader =
  | 'If-Match'
  | 'If-None-Match'
  | 'Last-Event-ID'
  | 'X-Razorpay-Signature'
  | 'X-Twilio-Signature';

export interface OperationNotes {
  /** Codes beyond those that follow from the route itself (its role, schemas and idempotency). */
  errors?: readonly ErrorCode[];
  headers?: readonly RequestHeader[];
}

const moving = ['INVALID_TRANSITION', 'VERSION_CONFLICT'] as const;

/**
 * What a client must know of an operation and its route does not say, by method and path: the OpenAPI document is made of both.
 * The fuzzer holds it against the platform: a code that is not announced fails it.
 */
export const OPERATION_NOTES: Record<string, OperationNotes> = {
  'POST /api/v1/auth/verify-otp': { errors: ['INVALID_OTP'] },
  'POST /api/v1/auth/refresh': { errors: ['INVALID_TOKEN'] },
  'POST /api/v1/admin/auth/login': { errors: ['INVALID_CREDENTIALS'] },
  'POST /api/v1/admin/staff': { errors: ['ALREADY_EXISTS'] },
  'GET /api/v1/menu/categories': { headers: ['If-None-Match'] },
  'PATCH /api/v1/admin/staff/:id': { errors: ['LAST_ADMIN'] },
  'GET /api/v1/menu/items': { headers: ['If-None-Match'] },
  'GET /api/v1/menu/items/:id': { headers: ['If-None-Match'] },
  'GET /api/v1/menu/images/:file': { headers: ['If-None-Match'] },
  'POST /api/v1/admin/menu/categories': { errors: ['ALREADY_EXISTS'] },
  'PUT /api/v1/admin/menu/categories/:id': { errors: ['ALREADY_EXISTS'] },
  'POST /api/v1/orders': {
    errors: [
      'CART_EMPTY',
      'RESTAURANT_CLOSED',
      'ITEM_UNAVAILABLE',
      'ORDER_LIMIT_REACHED',
      'PAYMENT_METHOD_UNAVAILABLE',
      'DELIVERY_UNAVAILABLE',
      'TOO_MANY_UNPAID_ORDERS',
    ],
  },
  'POST /api/v1/orders/quote': { errors: ['CART_EMPTY'] },
  'POST /api/v1/orders/:id/cancel': { errors: moving, headers: ['If-Match'] },
  'PATCH /api/v1/admin/orders/:id/status': { errors: moving, headers: ['If-Match'] },
  'PATCH /api/v1/admin/orders/:id/payment-status': { errors: moving },
  'PATCH /api/v1/admin/orders/:id/estimate': { errors: moving },
  'POST /api/v1/admin/orders/:id/assign-delivery': { errors: ['INVALID_TRANSITION', 'DELIVERY_UNAVAILABLE'] },
  'DELETE /api/v1/admin/orders/:id/assign-delivery': { errors: ['INVALID_TRANSITION'] },
  'GET /api/v1/admin/orders/stream': { headers: ['Last-Event-ID'] },
  'PATCH /api/v1/delivery/orders/:id/status': { errors: ['INVALID_TRANSITION'] },
  'POST /api/v1/users/me/notifications/read': { errors: ['NOT_FOUND'] },
  'POST /api/v1/notifications/sms-status/:id': { errors: ['INVALID_SIGNATURE'], headers: ['X-Twilio-Signature'] },
  'POST /api/v1/payments/verify': { errors: ['NOT_FOUND', 'PAYMENT_FAILED'] },
  'POST /api/v1/payments/webhook': { errors: ['INVALID_SIGNATURE'], headers: ['X-Razorpay-Signature'] },
  'POST /api/v1/admin/orders/:id/refund': { errors: ['REFUND_EXCEEDS_PAYMENT', 'PAYMENT_DISPUTED'] },
};
