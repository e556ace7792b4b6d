import { createHmac, randomUUID } from 'node:crypto';
import { type Answer, apiOf } from './api.ts';
import type { Platform } from './platform.ts';

/** Tells the platform something in Razorpay's name. */
export function tellAsRazorpay({ gateway, secrets }: Platform, body: object): Promise<Answer> {
  const [secret = ''] = secrets.RAZORPAY_WEBHOOK_SECRETS?.split(',') ?? [];
  const text = JSON.stringify(body);
  return apiOf(gateway).send('POST', '/api/v1/payments/webhook', text, {
    'content-type': 'application/json',
    'x-razorpay-signature': createHmac('sha256', secret).update(text).digest('hex'),
    'x-razorpay-event-id': randomUUID(),
  });
}
