import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { connectDatabase, pingDatabase } from '@campus/database/connect';
import { httpServer } from '@campus/http/server';
import { run } from '@campus/lifecycle/run';
import { createLogger } from '@campus/logger/logger';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { createQueueConsumer } from '@campus/messaging/queue-consumer';
import { assertOtpQueue, OTP_QUEUE } from '@campus/messaging/topology';
import { createPurge } from '@campus/outbox/purge';
import { startTracing, traceFields } from '@campus/telemetry/tracing';
import { readNotificationConfig } from './config.ts';
import { createOtpHandler } from './events/on-otp-message.ts';
import { subscriptions } from './events/subscriptions.ts';
import { createFcmGateway } from './gateways/fcm-gateway.ts';
import { smsSenders } from './gateways/sms-senders.ts';
import { deviceTokenRoutes } from './http/device-token-routes.ts';
import { notificationRoutes } from './http/notification-routes.ts';
import { createBell } from './jobs/bell.ts';
import { escalateAlarmsJob } from './jobs/escalate-alarms-job.ts';
import { forgetOldJob } from './jobs/forget-old-job.ts';
import { createPushWorker } from './jobs/push-worker.ts';
import { createTransact } from './persistence/transact.ts';

const config = readNotificationConfig();
startTracing('notification');
const logger = createLogger({ service: 'notification', level: config.LOG_LEVEL, mixin: traceFields });

const db = connectDatabase({ url: config.DATABASE_URL, name: 'notification', logger });
const pushDb = connectDatabase({ url: config.DATABASE_URL, name: 'notification-push', maxConnections: 4, logger });
const bell = createBell();
const timeZone = config.RESTAURANT_TIME_ZONE;
const { transact, once } = createTransact({ db, timeZone, wakePushes: bell.ring });
const forPushes = createTransact({ db: pushDb, timeZone, wakePushes: bell.ring });

const publisher = createPublisher({ url: config.RABBITMQ_URL, name: 'notification-publisher', logger });
const events = { url: config.RABBITMQ_URL, service: 'notification', subscriptions, once, publisher, logger, db };
const codes = { url: config.RABBITMQ_URL, queue: OTP_QUEUE, declare: assertOtpQueue, logger };
const sendCode = createOtpHandler({
  transact,
  senders: smsSenders(config),
  transportKey: config.OTP_TRANSPORT_KEY,
  logger,
});
const gateway = createFcmGateway({ projectId: config.FCM_PROJECT_ID, baseUrl: config.FCM_BASE_URL });

await run(logger, [
  { name: 'database', start: async () => undefined, stop: () => db.destroy() },
  { name: 'push database', start: async () => undefined, stop: () => pushDb.destroy() },
  publisher,
  createPurge({ db, logger }),
  createPushWorker({ transact: forPushes.transact, gateway, bell, logger }),
  escalateAlarmsJob({ transact, bell, logger }),
  forgetOldJob({ transact, logger }),
  createConsumer(events),
  createQueueConsumer({ ...codes, handle: sendCode }),
  httpServer({
    host: config.HOST,
    port: config.PORT,
    logger,
    routes: [...deviceTokenRoutes(transact), ...notificationRoutes(db)],
    verifyToken: createTokenVerifier({
      keys: createKeySource(config.JWKS_URL),
      issuer: config.JWT_ISSUER,
      audience: config.JWT_AUDIENCE,
    }),
    health: { version: '1.0.0', database: () => pingDatabase(db), broker: publisher.state },
    drainMs: config.NODE_ENV === 'production' ? 5_000 : 0,
  }),
]);
