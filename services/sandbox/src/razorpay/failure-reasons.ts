export interface Failure {
  code: 'BAD_REQUEST_ERROR' | 'GATEWAY_ERROR' | 'SERVER_ERROR';
  description: string;
  source: string;
  step: string;
}

const bank = { source: 'bank', step: 'payment_authorization' } as const;
const customer = { source: 'customer', step: 'payment_authentication' } as const;

const FAILURES: Record<string, Failure> = {
  insufficient_funds: {
    code: 'BAD_REQUEST_ERROR',
    description:
      'Your payment could not be completed due to insufficient account balance. Try again with another account.',
    ...customer,
  },
  payment_declined: {
    code: 'GATEWAY_ERROR',
    description: 'Payment was unsuccessful as the bank declined it. Try using another method or contact your bank.',
    ...bank,
  },
  incorrect_pin: {
    code: 'BAD_REQUEST_ERROR',
    description: 'You have entered an incorrect UPI PIN. Try again.',
    ...customer,
  },
  payment_cancelled: {
    code: 'BAD_REQUEST_ERROR',
    description: 'You have cancelled the payment on your UPI app. Try again.',
    ...customer,
  },
  payment_timed_out: {
    code: 'BAD_REQUEST_ERROR',
    description: 'Payment was unsuccessful as you could not complete it in time.',
    ...customer,
  },
};

const UNNAMED: Failure = { code: 'GATEWAY_ERROR', description: 'Payment failed', ...bank };

export function failureOf(reason: string): Failure {
  return FAILURES[reason] ?? UNNAMED;
}

/** Razorpay's test amounts (taken as paise) and test addresses that end a payment whatever the customer does. */
const TEST_AMOUNTS = new Map([
  [201, 'insufficient_funds'],
  [402, 'payment_declined'],
  [204, 'incorrect_pin'],
  [302, 'payment_cancelled'],
]);

export function forcedFailure(attempt: { amount: number; vpa: string }): string | undefined {
  return attempt.vpa === 'failure@razorpay' ? 'payment_failed' : TEST_AMOUNTS.get(attempt.amount);
}
