import { createKeySource } from '@campus/auth/key-source';
import { createRevocations } from '@campus/auth/revocations';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { sessionRevoked } from '@campus/contracts/people-events';
import { run } from '@campus/lifecycle/run';
import { createLogger } from '@campus/logger/logger';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { on } from '@campus/messaging/subscriptions';
import { connectRedis, connectTail } from '@campus/redis/connect';
import { startTracing, traceFields } from '@campus/telemetry/tracing';
import { createAdmission } from './admission.ts';
import { checkout, config, drainMs, upstreams } from './config.ts';
import { gatewayServer } from './gateway-server.ts';
import { createHealth } from './health.ts';
import { portalDoors } from './pages/portal-files.ts';
import { createProxy } from './proxy.ts';
import { createLimits } from './rate-limit.ts';
import { followRevocations, onSessionRevoked, rememberOnce } from './revocation-feed.ts';
import { createSocketDoor } from './socket-door.ts';

const SERVICE = 'gateway';
startTracing(SERVICE);
const logger = createLogger({ service: SERVICE, level: config.LOG_LEVEL, mixin: traceFields });
const hops = config.TRUST_PROXY;
const allowedOrigins = config.ALLOWED_ORIGINS;

const commands = connectRedis({ url: config.REDIS_URL, logger });
const tail = connectTail({ url: config.REDIS_URL, logger });
const { redis } = commands;
const limits = createLimits(redis, {
  perUser: config.RATE_LIMIT_PER_MINUTE,
  perAddress: config.RATE_LIMIT_ANONYMOUS_PER_MINUTE,
});
const verifyToken = createTokenVerifier({
  keys: createKeySource(config.JWKS_URL),
  issuer: config.JWT_ISSUER,
  audience: config.JWT_AUDIENCE,
});

const revocations = createRevocations();
const publisher = createPublisher({ url: config.RABBITMQ_URL, name: 'gateway-publisher', logger });
const subscriptions = [on(sessionRevoked, onSessionRevoked)];
const once = rememberOnce(redis, revocations);
const consumer = createConsumer({ url: config.RABBITMQ_URL, service: SERVICE, subscriptions, once, publisher, logger });

const server = gatewayServer({
  host: config.HOST,
  port: config.PORT,
  admit: createAdmission({ verifyToken, revocations, limits, hops }),
  proxy: createProxy({ upstreams, hops }),
  socketDoor: createSocketDoor({ realtimeUrl: config.REALTIME_URL, allowedOrigins, limits, hops, logger }),
  portal: portalDoors({ directory: config.PORTAL_DIR, checkout, timeZone: config.RESTAURANT_TIME_ZONE, logger }),
  health: createHealth({ upstreams, redis }),
  allowedOrigins,
  drainMs,
  logger,
});

const following = followRevocations({ tail: tail.redis, revocations, logger });
await run(logger, [commands, tail, following, publisher, consumer, server]);
