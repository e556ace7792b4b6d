import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { run } from '@campus/lifecycle/run';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { connectRedis, connectTail } from '@campus/redis/connect';
import { watchStream } from '@campus/redis/watch-stream';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { announceOnce } from './announcements.ts';
import { config, drainMs, spreadMs } from './config.ts';
import { STREAMS } from './entry.ts';
import { createFeed } from './feed.ts';
import { createKitchenReaders } from './kitchen-readers.ts';
import { kitchenStreamRoute } from './kitchen-stream.ts';
import { watchLive } from './live.ts';
import { livingSessions } from './living-sessions.ts';
import { createOrderingClient } from './ordering-client.ts';
import { realtimeServer } from './realtime-server.ts';
import { createSeats } from './seats.ts';
import { subscriptions } from './subscriptions.ts';

const SERVICE = 'realtime';
const { logger, telemetry } = await startTelemetry(SERVICE, config);
const { HOST: host, PORT: port, RABBITMQ_URL: url, JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = config;

const commands = connectRedis({ url: config.REDIS_URL, logger, commandTimeoutMs: 2_000 });
const tail = connectTail({ url: config.REDIS_URL, logger });
const { redis } = commands;
const feed = createFeed({ redis, tail: tail.redis, logger });
const publisher = createPublisher({ url, name: `${SERVICE}-publisher`, logger });
const once = announceOnce(redis);
const consumer = createConsumer({ url, service: SERVICE, subscriptions, once, publisher, logger });

const verifySignature = createTokenVerifier({ keys: createKeySource(config.JWKS_URL), issuer, audience });
const mayHaveMissed = watchStream(redis, STREAMS.sessions);
const seats = createSeats({ redis, logger });
const { sessions, ended } = livingSessions({ feed, seats }, { authUrl: config.AUTH_URL, mayHaveMissed, logger });
const verifyToken = ended.refuseEnded(verifySignature);

const flows = () => feed.live() && consumer.attached();
const health = {
  version: '1.0.0',
  redis: async () => void (await redis.ping()),
  broker: () => publisher.state(),
  ready: () => flows() && ended.isReady(),
};
const live = watchLive(flows);
const readers = createKitchenReaders({ feed, live });
const routes = [kitchenStreamRoute({ feed, readers, sessions, turnMs: config.EVENT_STREAM_SECONDS * 1_000, logger })];
const doors = realtimeServer({
  http: { host, port, logger, routes, verifyToken, health, drainMs },
  sockets: { verifyToken, ordering: createOrderingClient(config.ORDERING_URL), sessions, feed, live, logger },
  allowedOrigins: config.ALLOWED_ORIGINS,
  spreadMs,
});

await run(logger, [telemetry, commands, tail, feed, ended, seats, publisher, consumer, live, doors]);
