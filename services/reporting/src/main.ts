import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { connectDatabase, pingDatabase } from '@campus/database/connect';
import { databasePart } from '@campus/database/database-part';
import { httpServer } from '@campus/http/server';
import { run } from '@campus/lifecycle/run';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { createPurge } from '@campus/outbox/purge';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { config } from './config.ts';
import { subscriptions } from './events/subscriptions.ts';
import { operationRoutes } from './http/operation-routes.ts';
import { reportRoutes } from './http/report-routes.ts';
import { createOnce } from './persistence/transact.ts';

const timeZone = config.RESTAURANT_TIME_ZONE;
const { logger, telemetry } = await startTelemetry('reporting', config);

const db = connectDatabase({ url: config.DATABASE_URL, name: 'reporting', logger });
const publisher = createPublisher({ url: config.RABBITMQ_URL, name: 'reporting-publisher', logger });
const consumer = createConsumer({
  url: config.RABBITMQ_URL,
  service: 'reporting',
  subscriptions,
  once: createOnce({ db, timeZone }),
  publisher,
  logger,
  db,
});

const server = httpServer({
  host: config.HOST,
  port: config.PORT,
  logger,
  routes: [...reportRoutes({ db, timeZone }), ...operationRoutes({ db })],
  verifyToken: createTokenVerifier({
    keys: createKeySource(config.JWKS_URL),
    issuer: config.JWT_ISSUER,
    audience: config.JWT_AUDIENCE,
  }),
  health: { version: '1.0.0', database: () => pingDatabase(db), broker: publisher.state },
  drainMs: config.NODE_ENV === 'production' ? 5_000 : 0,
});

await run(logger, [telemetry, databasePart(db), publisher, createPurge({ db, logger }), consumer, server]);
