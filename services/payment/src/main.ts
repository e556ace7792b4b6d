import { setTimeout as pause } from 'node:timers/promises';
import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { createBreaker } from '@campus/breaker/breaker';
import { guardCalls } from '@campus/breaker/guard-calls';
import { connectDatabase, pingDatabase } from '@campus/database/connect';
import { createSecurityLog } from '@campus/http/security-log';
import { httpServer } from '@campus/http/server';
import { createAnswerStore } from '@campus/idempotency/answer-store';
import { idempotencyPurge } from '@campus/idempotency/purge';
import { later } from '@campus/lifecycle/later';
import { run } from '@campus/lifecycle/run';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { outboxBacklog } from '@campus/outbox/backlog';
import { createPurge } from '@campus/outbox/purge';
import { createRelay } from '@campus/outbox/relay';
import { observeCalls } from '@campus/telemetry/observe-calls';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { readPaymentConfig } from './config.ts';
import { subscriptions } from './events/subscriptions.ts';
import { adminPaymentRoutes } from './http/admin-payment-routes.ts';
import { paymentRoutes } from './http/payment-routes.ts';
import { webhookRoutes } from './http/webhook-routes.ts';
import { createJobs } from './jobs/jobs.ts';
import { countPayments } from './metrics/count-payments.ts';
import { watchPayments } from './metrics/watch-payments.ts';
import { paymentReader } from './persistence/payment-reader.ts';
import { refundResidue } from './persistence/refund-residue.ts';
import { createTransact } from './persistence/transact.ts';
import { turnsIn } from './persistence/turns.ts';
import { isTimeout } from './razorpay/razorpay-fault.ts';
import { createRazorpayGateway } from './razorpay/razorpay-gateway.ts';
import { readWebhook } from './razorpay/read-webhook.ts';
import { signatureChecks } from './razorpay/signatures.ts';

const config = readPaymentConfig();
const { logger, telemetry } = await startTelemetry('payment', config);
const db = connectDatabase({ url: config.DATABASE_URL, name: 'payment', logger });
const jobDb = connectDatabase({ url: config.DATABASE_URL, name: 'payment-jobs', maxConnections: 4, logger });
const publisher = createPublisher({ url: config.RABBITMQ_URL, name: 'payment-publisher', logger });
const relay = createRelay({ db: jobDb, publisher, logger, published: countPayments });
watchPayments(jobDb);
const razorpay = (timeoutMs: number) => {
  const client = later(async () =>
    (await import('./razorpay/razorpay-client.ts')).createRazorpayClient(config, timeoutMs),
  );
  return observeCalls({ dependency: 'razorpay' }, createRazorpayGateway(client));
};
const gateway = razorpay(8_000);
const { transact, once } = createTransact({ db, relay, wakeJob: (job) => jobs[job].wake() });
const checks = signatureChecks(config);
const doors = { transact, gateway, payments: paymentReader(db) };
const jobs = createJobs({ ...doors, ...checks, turns: turnsIn(jobDb), readWebhook, logger });
// People do not wait for a Razorpay that hangs, or for long; jobs, for which nobody waits, go on asking.
const unlessSlow = guardCalls(createBreaker('razorpay', isTimeout), razorpay(2_000));
const means = {
  ...doors,
  gateway: unlessSlow,
  ...checks,
  turns: turnsIn(db),
  pause,
  security: createSecurityLog(logger),
};

await run(logger, [
  telemetry,
  { name: 'database', start: async () => undefined, stop: () => db.destroy() },
  { name: 'job database', start: async () => undefined, stop: () => jobDb.destroy() },
  publisher,
  relay,
  createPurge({ db: jobDb, logger, residue: refundResidue }),
  idempotencyPurge({ db: jobDb, logger }),
  ...Object.values(jobs),
  createConsumer({ url: config.RABBITMQ_URL, service: 'payment', subscriptions, once, publisher, logger, db }),
  httpServer({
    host: config.HOST,
    port: config.PORT,
    logger,
    routes: [...paymentRoutes(means, config.RAZORPAY_KEY_ID), ...webhookRoutes(means), ...adminPaymentRoutes(means)],
    verifyToken: createTokenVerifier({
      keys: createKeySource(config.JWKS_URL),
      issuer: config.JWT_ISSUER,
      audience: config.JWT_AUDIENCE,
    }),
    answers: createAnswerStore(db),
    health: {
      version: '1.0.0',
      database: () => pingDatabase(db),
      broker: publisher.state,
      outbox: () => outboxBacklog(db),
    },
    drainMs: config.NODE_ENV === 'production' ? 5_000 : 0,
  }),
]);
