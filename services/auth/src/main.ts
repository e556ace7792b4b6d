import { createTokenVerifier } from '@campus/auth/verify-token';
import { connectDatabase, pingDatabase } from '@campus/database/connect';
import { newId } from '@campus/database/ids';
import { httpServer } from '@campus/http/server';
import { run } from '@campus/lifecycle/run';
import { createPublisher } from '@campus/messaging/publisher';
import { assertOtpQueue } from '@campus/messaging/topology';
import { outboxBacklog } from '@campus/outbox/backlog';
import { createPurge } from '@campus/outbox/purge';
import { createRelay } from '@campus/outbox/relay';
import { connectRedis } from '@campus/redis/connect';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { readAuthConfig } from './config.ts';
import { createDesk } from './desk.ts';
import { authRoutes } from './http/auth-routes.ts';
import { forgetOldJob } from './jobs/forget-old-job.ts';
import { reloadKeysJob } from './jobs/reload-keys-job.ts';
import { forgettingIn } from './persistence/forgetting.ts';
import { createTransact } from './persistence/transact.ts';

const config = readAuthConfig();
const { logger, telemetry } = await startTelemetry('auth', config);

const db = connectDatabase({ url: config.DATABASE_URL, name: 'auth', logger });
const relayDb = connectDatabase({ url: config.DATABASE_URL, name: 'auth-relay', maxConnections: 2, logger });
const redisPart = connectRedis({ url: config.REDIS_URL, logger, keyPrefix: 'auth:' });
const { redis } = redisPart;
const publisher = createPublisher({ url: config.RABBITMQ_URL, name: 'auth-publisher', logger, setup: assertOtpQueue });
const relay = createRelay({ db: relayDb, publisher, logger });
const transact = createTransact({ db, relay });
const desk = createDesk({ config, db, redis, publisher, transact, newId, logger });
const { ring } = desk;

const server = httpServer({
  host: config.HOST,
  port: config.PORT,
  logger,
  routes: authRoutes(desk),
  verifyToken: createTokenVerifier({ keys: ring.source, issuer: config.JWT_ISSUER, audience: config.JWT_AUDIENCE }),
  health: {
    version: '1.0.0',
    database: () => pingDatabase(db),
    redis: async () => void (await redis.ping()),
    broker: publisher.state,
    outbox: () => outboxBacklog(db),
  },
  drainMs: config.NODE_ENV === 'production' ? 5_000 : 0,
  trustProxy: config.TRUST_PROXY,
});

await run(logger, [
  telemetry,
  { name: 'database', start: async () => undefined, stop: () => db.destroy() },
  { name: 'relay database', start: async () => undefined, stop: () => relayDb.destroy() },
  redisPart,
  publisher,
  relay,
  createPurge({ db: relayDb, logger }),
  forgetOldJob({ forgetting: forgettingIn(relayDb), logger }),
  reloadKeysJob({ reload: ring.reload, logger }),
  server,
]);
