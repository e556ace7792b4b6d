import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Logger } from '@campus/logger/logger';
import { applyWebhook } from '../use-cases/apply-webhook.ts';
import { checkPayment } from '../use-cases/check-payment.ts';
import { createGatewayOrder } from '../use-cases/create-gateway-order.ts';
import type { PaymentGateway } from '../use-cases/payment-gateway.ts';
import { sendRefund } from '../use-cases/send-refund.ts';
import type { PaymentReader, Transact, Turns, WebhookReader } from '../use-cases/work.ts';
import { createSweep, createWebhookWatch } from './reconciler.ts';
import { createWorker } from './worker.ts';

export interface JobMeans {
  transact: Transact;
  gateway: PaymentGateway;
  turns: Turns;
  readWebhook: WebhookReader;
  payments: PaymentReader;
  newestSecret: string;
  logger: Logger;
}

const POLL_MS = 1_000;
/** The last look before an order expires must be in time for orders of a few seconds too. */
const CHECK_POLL_MS = 500;
const HOUR_MS = 3_600_000;

/** Everything that happens without anybody asking: each replica runs them all, and no piece of work twice. */
export function createJobs({ transact, gateway, turns, payments, readWebhook, newestSecret, logger }: JobMeans) {
  const means = { transact, gateway };
  return {
    webhooks: createWorker({
      name: 'webhook worker',
      logger,
      pollMs: POLL_MS,
      take: turns.webhooks,
      handle: ({ id, raw, tries }) => applyWebhook(transact, { id, tries, news: readWebhook(raw) }),
    }),
    orders: createWorker({
      name: 'gateway order worker',
      logger,
      pollMs: POLL_MS,
      take: turns.orders,
      handle: (turn) => createGatewayOrder(means, turn),
    }),
    refunds: createWorker({
      name: 'refund worker',
      logger,
      pollMs: POLL_MS,
      take: turns.refunds,
      handle: (turn) => sendRefund(means, turn),
    }),
    checks: createWorker({
      name: 'payment check',
      logger,
      pollMs: CHECK_POLL_MS,
      take: turns.checks,
      handle: (turn) => checkPayment(means, turn),
    }),
    sweep: createSweep({ ...means, payments, turns, logger }),
    watch: createWebhookWatch({ transact, turns, newestSecret, logger }),
    forgetting: repeatingJob({ name: 'purge of deliveries and keys', everyMs: HOUR_MS, logger, work: turns.forgetOld }),
  };
}
