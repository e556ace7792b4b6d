import { Refusal } from '../refusal.ts';

export interface ErrorFields {
  code?: string;
  field?: string;
  source?: string;
  step?: string;
  reason?: string;
  metadata?: Record<string, string>;
}

export function razorpayErrorBody(description: string, fields: ErrorFields = {}) {
  const { code = 'BAD_REQUEST_ERROR', field, metadata = {}, ...rest } = fields;
  return {
    error: {
      code,
      description,
      source: 'business',
      step: 'payment_initiation',
      reason: 'input_validation_failed',
      metadata,
      ...rest,
      ...(field !== undefined && { field }),
    },
  };
}

/** Razorpay uses 400 for nearly everything, unknown ids included. */
export function badRequest(description: string, fields: ErrorFields = {}): Refusal {
  return new Refusal(400, razorpayErrorBody(description, fields));
}

export function unknownId(): Refusal {
  return badRequest('The id provided does not exist');
}
