import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { connectDatabase, pingDatabase } from '@campus/database/connect';
import { databasePart } from '@campus/database/database-part';
import { httpServer } from '@campus/http/server';
import { later } from '@campus/lifecycle/later';
import { run } from '@campus/lifecycle/run';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { createQueueConsumer } from '@campus/messaging/queue-consumer';
import { assertOtpQueue, assertPushQueue, OTP_QUEUE, PUSH_QUEUE } from '@campus/messaging/topology';
import { createPurge } from '@campus/outbox/purge';
import { observeCalls } from '@campus/telemetry/observe-calls';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { config } from './config.ts';
import { isFailure } from './domain/push-verdict.ts';
import { createOtpHandler } from './events/on-otp-message.ts';
import { createWakeUpHandler } from './events/on-push-wake-up.ts';
import { subscriptions } from './events/subscriptions.ts';
import { pushWakeUps } from './gateways/push-wake-ups.ts';
import { smsSenders } from './gateways/sms-senders.ts';
import { createTwilioCallbacks } from './gateways/twilio-callbacks.ts';
import { serviceRoutes } from './http/routes.ts';
import { escalateAlarmsJob } from './jobs/escalate-alarms-job.ts';
import { forgetOldJob } from './jobs/forget-old-job.ts';
import { createPushDesk, PUSH_PLACES } from './jobs/push-desk.ts';
import { wakeUpJob } from './jobs/wake-up-job.ts';
import { createTransact } from './persistence/transact.ts';
import type { PushGateway } from './use-cases/deliver-push.ts';

const { logger, telemetry } = await startTelemetry('notification', config);

const { RABBITMQ_URL: url, RESTAURANT_TIME_ZONE: timeZone, PUSH_RETRY_SECONDS: retryPauses } = config;
const db = connectDatabase({ url: config.DATABASE_URL, name: 'notification', maxConnections: 8, logger });
const { transact, once } = createTransact({ db, timeZone, wakePushes: () => wakeUps.wake() });
const publisher = createPublisher({ url, name: 'notification-publisher', logger, setup: assertPushQueue });
const callbacks = createTwilioCallbacks(config);
const senders = smsSenders(config, callbacks);
const sendCode = createOtpHandler({ transact, senders, transportKey: config.OTP_TRANSPORT_KEY, logger });
const fcm = later(async () => (await import('./gateways/fcm-gateway.ts')).createFcmGateway(config));
const fcmGateway: PushGateway = { send: async (push) => (await fcm()).send(push) };
const pushes = createPushDesk({
  transact,
  gateway: observeCalls({ dependency: 'fcm', hasFailed: isFailure }, fcmGateway),
  retryPauses,
  logger,
});
const wakeUps = wakeUpJob({ transact, answerNow: pushes.answerNow, post: pushWakeUps(publisher), logger });
const onWakeUp = { declare: assertPushQueue, handle: createWakeUpHandler(pushes), prefetch: PUSH_PLACES };
const { JWKS_URL, JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = config;

await run(logger, [
  telemetry,
  databasePart(db),
  publisher,
  createPurge({ db, logger }),
  pushes,
  wakeUps,
  createQueueConsumer({ url, queue: PUSH_QUEUE, ...onWakeUp, logger }),
  escalateAlarmsJob({ transact, logger }),
  forgetOldJob({ transact, logger }),
  createConsumer({ url, service: 'notification', subscriptions, once, publisher, logger, db }),
  createQueueConsumer({ url, queue: OTP_QUEUE, declare: assertOtpQueue, handle: sendCode, logger }),
  httpServer({
    host: config.HOST,
    port: config.PORT,
    logger,
    routes: serviceRoutes({ db, transact, callbacks, logger }),
    verifyToken: createTokenVerifier({ keys: createKeySource(JWKS_URL), issuer, audience }),
    health: { version: '1.0.0', database: () => pingDatabase(db), broker: publisher.state },
    drainMs: config.NODE_ENV === 'production' ? 5_000 : 0,
  }),
]);
