import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { connectDatabase, pingDatabase } from '@campus/database/connect';
import { databasePart } from '@campus/database/database-part';
import { httpServer } from '@campus/http/server';
import { createAnswerStore } from '@campus/idempotency/answer-store';
import { idempotencyPurge } from '@campus/idempotency/purge';
import { run } from '@campus/lifecycle/run';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { outboxBacklog } from '@campus/outbox/backlog';
import { createPurge } from '@campus/outbox/purge';
import { createRelay } from '@campus/outbox/relay';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { config } from './config.ts';
import { subscriptions } from './events/subscriptions.ts';
import { configRoutes } from './http/config-routes.ts';
import { deliveryRoutes } from './http/delivery-routes.ts';
import { orderRoutes } from './http/order-routes.ts';
import { paymentRequester } from './http/request-payment.ts';
import { staffOrderRoutes } from './http/staff-order-routes.ts';
import { expireUnpaidOrdersJob } from './jobs/expire-unpaid-orders.ts';
import { forgetErasedJob } from './jobs/forget-erased.ts';
import { countOrders } from './metrics/count-orders.ts';
import { watchOrders } from './metrics/watch-orders.ts';
import { forgetErasedInEvents } from './persistence/erased-customers.ts';
import { orderResidue } from './persistence/order-residue.ts';
import { createTransact } from './persistence/transact.ts';

const { logger, telemetry } = await startTelemetry('ordering', config);
const { DATABASE_URL, RABBITMQ_URL: url, RESTAURANT_TIME_ZONE: timeZone } = config;
const clock = () => new Date();

const db = connectDatabase({ url: DATABASE_URL, name: 'ordering', logger });
const relayDb = connectDatabase({ url: DATABASE_URL, name: 'ordering-relay', maxConnections: 2, logger });
const publisher = createPublisher({ url, name: 'ordering-publisher', logger });
const relay = createRelay({ db: relayDb, publisher, logger, published: countOrders });
watchOrders(relayDb, { clock, timeZone });
const { transact, placing, once } = createTransact({ db, relay, clock, timeZone });
const consumer = createConsumer({ url, service: 'ordering', subscriptions, once, publisher, logger, db });
const requestPayment = paymentRequester({ origin: config.PAYMENT_URL, logger });
const doors = { db, transact, placing, requestPayment, clock, timeZone };

const server = httpServer({
  host: config.HOST,
  port: config.PORT,
  logger,
  routes: [...orderRoutes(doors), ...staffOrderRoutes(doors), ...deliveryRoutes(doors), ...configRoutes(doors)],
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
});

const forget = () => forgetErasedInEvents(relayDb);
const purges = [
  createPurge({ db, logger, residue: orderResidue }),
  idempotencyPurge({ db, logger }),
  forgetErasedJob({ forget, logger }),
];
const expiry = expireUnpaidOrdersJob({ transact, logger });
await run(logger, [telemetry, databasePart(db, relayDb), publisher, relay, ...purges, consumer, expiry, server]);
