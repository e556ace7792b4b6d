import type { PlatformHealth } from '@campus/contracts/health-api';
import type { Redis } from 'ioredis';
import type { Upstreams } from './proxy.ts';

const VERSION = '1.0.0';
const PROBE_TIMEOUT_MS = 1_500;
const FRESH_MS = 1_000;

type Answer = { status: string; database?: string };

/** The platform as seen from its edge. Never asks the broker, and every service at most once a second, however often it is called. */
export function createHealth({
  upstreams,
  redis,
}: {
  upstreams: Upstreams;
  redis: Redis;
}): () => Promise<PlatformHealth> {
  let latest: { at: number; health: Promise<PlatformHealth> } | undefined;
  return () => {
    if (!latest || Date.now() - latest.at > FRESH_MS) latest = { at: Date.now(), health: look(upstreams, redis) };
    return latest.health;
  };
}

async function look(upstreams: Upstreams, redis: Redis): Promise<PlatformHealth> {
  const [answers, redisAnswers] = await Promise.all([
    Promise.all(Object.entries(upstreams).map(async ([service, origin]) => [service, await probe(origin)] as const)),
    redis.ping().then(
      () => true,
      () => false,
    ),
  ]);
  const states = answers.map(([, { status }]) => status);
  const databases = answers.flatMap(([, { database }]) => database ?? []);
  const lost = databases.filter((database) => database === 'disconnected').length;
  const allWell = redisAnswers && states.every((status) => status === 'healthy');
  // One service without its database is a part that does not work; all of them without is the platform.
  const nothingWorks = lost === databases.length;
  return {
    status: nothingWorks ? 'unhealthy' : allWell ? 'healthy' : 'degraded',
    database: lost > 0 || nothingWorks ? 'disconnected' : 'connected',
    redis: redisAnswers ? 'connected' : 'disconnected',
    services: Object.fromEntries(answers.map(([service, { status }]) => [service, status])),
    version: VERSION,
    timestamp: new Date().toISOString(),
  };
}

async function probe(origin: string): Promise<Answer> {
  try {
    const response = await fetch(new URL('/health', origin), { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    const { status, database } = (await response.json()) as Partial<Answer>;
    return { status: status ?? 'unreachable', ...(database && { database }) };
  } catch {
    return { status: 'unreachable' };
  }
}
