import { setTimeout as sleep } from 'node:timers/promises';
import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier, type VerifyToken } from '@campus/auth/verify-token';
import { unauthenticated } from '@campus/errors/app-error';
import { httpServer } from '@campus/http/server';
import { run } from '@campus/lifecycle/run';
import { createLogger } from '@campus/logger/logger';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { startTracing, traceFields } from '@campus/telemetry/tracing';
import { announceOnce } from './announcements.ts';
import { config, drainMs } from './config.ts';
import { createFeed } from './feed.ts';
import { kitchenStreamRoute } from './kitchen-stream.ts';
import { createOrderSockets } from './order-socket.ts';
import { createOrderingClient } from './ordering-client.ts';
import { connectRedis } from './redis.ts';
import { createRevocations } from './revocations.ts';
import { createSessions } from './sessions.ts';
import { createSocketIo } from './socket-io.ts';
import { subscriptions } from './subscriptions.ts';
import { routeUpgrades } from './upgrades.ts';

const SERVICE = 'realtime';
startTracing(SERVICE);
const logger = createLogger({ service: SERVICE, level: config.LOG_LEVEL, mixin: traceFields });

const connections = connectRedis(config.REDIS_URL, logger);
const { redis, tail } = connections;
const feed = createFeed({ redis, tail, logger });
const publisher = createPublisher({ url: config.RABBITMQ_URL, name: `${SERVICE}-publisher`, logger });
const consumer = createConsumer({
  url: config.RABBITMQ_URL,
  service: SERVICE,
  subscriptions,
  once: announceOnce(redis),
  publisher,
  logger,
});

const revocations = createRevocations();
const sessions = createSessions(revocations);
feed.listen('sessions', (entry) => {
  if (entry.kind !== 'revocation') return;
  revocations.add(entry.body);
  sessions.endRevoked();
});

const verifySignature = createTokenVerifier({
  keys: createKeySource(config.JWKS_URL),
  issuer: config.JWT_ISSUER,
  audience: config.JWT_AUDIENCE,
});
const verifyToken: VerifyToken = async (token) => {
  const caller = await verifySignature(token);
  if (revocations.cover(caller)) throw unauthenticated('The session has ended.');
  return caller;
};

const ordering = createOrderingClient(config.ORDERING_URL);
const socketIo = createSocketIo({ verifyToken, ordering, sessions, feed, logger });
const orderSockets = createOrderSockets({ verifyToken, ordering, sessions, feed, logger });
const http = httpServer({
  host: config.HOST,
  port: config.PORT,
  logger,
  routes: [kitchenStreamRoute({ feed, sessions })],
  verifyToken,
  health: {
    version: '1.0.0',
    redis: async () => void (await redis.ping()),
    broker: () => publisher.state(),
    ready: () => feed.live() && consumer.attached(),
  },
  drainMs,
});
routeUpgrades(http.server, { allowedOrigins: config.ALLOWED_ORIGINS, orderSockets, socketIo });

const doors = {
  ...http,
  async stop() {
    const closed = http.stop();
    await sleep(drainMs);
    sessions.endAll();
    socketIo.close();
    await closed;
  },
};

await run(logger, [connections, feed, publisher, consumer, doors]);
