import { createEndedSessions } from '@campus/auth/ended-sessions';
import { createKeySource } from '@campus/auth/key-source';
import { createRevocations } from '@campus/auth/revocations';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { run } from '@campus/lifecycle/run';
import { createConsumer } from '@campus/messaging/consumer';
import { createPublisher } from '@campus/messaging/publisher';
import { connectRedis, connectTail } from '@campus/redis/connect';
import { watchStream } from '@campus/redis/watch-stream';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { createAdmission } from './admission.ts';
import { checkout, config, drainMs, socketSilenceMs as silenceMs, spreadMs, upstreams } from './config.ts';
import { gatewayServer } from './gateway-server.ts';
import { createHealth } from './health.ts';
import { portalDoors } from './pages/portal-files.ts';
import { createProxy } from './proxy.ts';
import { createLimits } from './rate-limit.ts';
import { followRevocations, REVOCATIONS, rememberOnce } from './revocation-feed.ts';
import { createSocketDoor } from './socket-door.ts';
import { createPlatformStatus } from './status/platform-status.ts';
import { subscriptions } from './subscriptions.ts';

const SERVICE = 'gateway';
const { logger, telemetry } = await startTelemetry(SERVICE, config);
const hops = config.TRUST_PROXY;
const allowedOrigins = config.ALLOWED_ORIGINS;

const commands = connectRedis({ url: config.REDIS_URL, logger });
const tail = connectTail({ url: config.REDIS_URL, logger });
const { redis } = commands;
const limits = createLimits(redis, {
  perUser: config.RATE_LIMIT_PER_MINUTE,
  perAddress: config.RATE_LIMIT_ANONYMOUS_PER_MINUTE,
});
const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = config;
const verifySignature = createTokenVerifier({ keys: createKeySource(config.JWKS_URL), issuer, audience });

const revocations = createRevocations();
const mayHaveMissed = watchStream(redis, REVOCATIONS);
const ended = createEndedSessions({ authUrl: upstreams.auth, revocations, mayHaveMissed, logger });
const verifyToken = ended.refuseEnded(verifySignature);
const publisher = createPublisher({ url: config.RABBITMQ_URL, name: 'gateway-publisher', logger });
const once = rememberOnce(redis, revocations);
const consumer = createConsumer({ url: config.RABBITMQ_URL, service: SERVICE, subscriptions, once, publisher, logger });

const server = gatewayServer({
  host: config.HOST,
  port: config.PORT,
  verifyToken,
  admit: createAdmission({ verifyToken, limits, hops }),
  proxy: createProxy({ upstreams, hops }),
  socketDoor: createSocketDoor({ realtimeUrl: config.REALTIME_URL, allowedOrigins, limits, hops, silenceMs, logger }),
  portal: portalDoors({ directory: config.PORTAL_DIR, checkout, timeZone: config.RESTAURANT_TIME_ZONE, logger }),
  health: createHealth({ upstreams, redis }),
  status: createPlatformStatus({ upstreams, rabbitmqUrl: config.RABBITMQ_URL }),
  isReady: ended.isReady,
  allowedOrigins,
  drainMs,
  spreadMs,
  logger,
});

const following = followRevocations({ tail: tail.redis, revocations, logger });
await run(logger, [telemetry, commands, tail, following, ended, publisher, consumer, server]);
