import { freePort } from '../platform/ports.ts';
import { readSettings, type Settings } from '../platform/settings.ts';
import type { Wishes } from './wishes.ts';

/** Of everything the benchmark makes: databases, roles, vhost. It drops what bears this name. */
export const BENCH_NAME = 'campus_bench';
const REDIS_NUMBER = '/9';

// The first of the services; each takes a free one when its own is taken.
const PORTS = {
  gateway: 23_000,
  auth: 23_101,
  catalog: 23_102,
  ordering: 23_103,
  payment: 23_104,
  notification: 23_105,
  reporting: 23_106,
  realtime: 23_107,
  sandbox: 23_200,
};

// A benchmark is one address and few people: the limits that protect from that are raised, by the variables that raise them in production.
const LIMITS = {
  RATE_LIMIT_PER_MINUTE: '100000000',
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: '100000000',
  OTP_SENDS_PER_ADDRESS_PER_HOUR: '1000000',
  OTP_SENDS_PER_PREFIX_PER_HOUR: '1000000',
  OTP_SENDS_PER_HOUR: '1000000',
  LOGIN_FAILURES_PER_ADDRESS: '100000',
};

/** A platform of its own: ports, data and servers. */
export async function benchSettings(environment: NodeJS.ProcessEnv, { servers }: Wishes): Promise<Settings> {
  const ports = await Promise.all(
    Object.entries(PORTS).map(async ([name, port]) => [`${name.toUpperCase()}_PORT`, String(await freePort(port))]),
  );
  const configured = readSettings(environment);
  return readSettings({
    ...environment,
    LOG_LEVEL: 'info',
    ...LIMITS,
    ...Object.fromEntries(ports),
    LOCAL_DIR: '.local/bench',
    DATABASE_PREFIX: `${BENCH_NAME}_`,
    ...(servers === 'own' ? await nobodysServers() : sharedServers(configured)),
  });
}

// Where nobody answers, `ensureServers` starts servers of this checkout.
async function nobodysServers(): Promise<Record<string, string>> {
  const [postgres, redis, rabbitmq] = [await freePort(23_910), await freePort(23_911), await freePort(23_912)];
  return {
    DATABASE_ADMIN_URL: `postgres://postgres@127.0.0.1:${postgres}/postgres`,
    REDIS_URL: `redis://127.0.0.1:${redis}${REDIS_NUMBER}`,
    RABBITMQ_URL: `amqp://guest:guest@127.0.0.1:${rabbitmq}/${BENCH_NAME}`,
  };
}

function sharedServers({ databaseAdminUrl, redisUrl, rabbitmqUrl }: Settings): Record<string, string> {
  const at = (address: string, path: string) => new URL(path, address).href;
  return {
    DATABASE_ADMIN_URL: databaseAdminUrl,
    REDIS_URL: at(redisUrl, REDIS_NUMBER),
    RABBITMQ_URL: at(rabbitmqUrl, `/${BENCH_NAME}`),
  };
}
