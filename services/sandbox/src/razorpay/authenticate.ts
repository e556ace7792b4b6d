import type { RequestHandler } from 'express';
import type { SandboxConfig } from '../config.ts';
import { Refusal } from '../refusal.ts';
import { razorpayErrorBody } from './razorpay-error.ts';

/** HTTP Basic with the scheme word spelled exactly `Basic`, as Razorpay demands. */
export function authenticate(config: SandboxConfig): RequestHandler {
  const credentials = `${config.RAZORPAY_KEY_ID}:${config.RAZORPAY_KEY_SECRET}`;
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return (request, _response, next) => {
    if (request.get('authorization') === expected) return next();
    const na = { source: 'NA', step: 'NA', reason: 'NA' };
    throw new Refusal(401, razorpayErrorBody('Authentication failed', na), {
      'WWW-Authenticate': 'Basic realm="Razorpay"',
    });
  };
}
