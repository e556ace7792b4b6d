import { webhookAnswer } from '@campus/contracts/payments-api';
import { post, type Route } from '@campus/http/routes';
import { receiveWebhook, type WebhookMeans } from '../use-cases/receive-webhook.ts';

const BODY_LIMIT = 1_000_000;

export function webhookRoutes(means: WebhookMeans): Route[] {
  return [
    post(
      '/api/v1/payments/webhook',
      {
        may: 'public',
        summary: 'Razorpay tells what happened (signed)',
        mode: 'raw',
        bodyLimit: BODY_LIMIT,
        answer: webhookAnswer,
        errors: ['INVALID_SIGNATURE'],
        headers: ['X-Razorpay-Signature', 'X-Razorpay-Event-Id'],
      },
      async ({ request }) => {
        const body: unknown = request.body;
        await receiveWebhook(means, {
          raw: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          signature: request.get('x-razorpay-signature'),
          eventId: request.get('x-razorpay-event-id'),
        });
        return { status: 'ok' as const };
      },
    ),
  ];
}
