import type { Express } from 'express';

export interface HealthChecks {
  version: string;
  /** Rejects when the dependency does not answer. A service that has no such dependency leaves it out. */
  database?: () => Promise<void>;
  redis?: () => Promise<void>;
  /** The broker never makes a service unready: the outbox buffers (messaging.md). */
  broker?: () => 'connected' | 'blocked' | 'disconnected';
  /** Further conditions of readiness, for example an attached consumer in a service without routes. */
  ready?: () => boolean;
  /** Whether it has something to answer with while its database is away; such a service stays ready without it. */
  servesWithoutDatabase?: () => boolean;
}

const CHECK_TIMEOUT_MS = 2_000;

/**
 * `/health` (body of the design document 13), `/health/live` (asks nobody: a lost database must not restart the process)
 * and `/health/ready` (503 while draining, and without its database unless it can do without).
 */
export function mountHealth(app: Express, checks: HealthChecks, isDraining: () => boolean): void {
  app.get('/health/live', (_request, response) => void response.json({ status: 'alive' }));

  app.get('/health/ready', async (_request, response) => {
    const ready = !isDraining() && (checks.ready?.() ?? true) && (await canServe(checks));
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
  });

  app.get('/health', async (_request, response) => {
    const [database, redis] = await Promise.all([answers(checks.database), answers(checks.redis)]);
    const broker = checks.broker?.();
    const unhealthy = isDraining() || database === 'disconnected';
    const degraded = redis === 'disconnected' || (broker !== undefined && broker !== 'connected');
    response.status(unhealthy ? 503 : 200).json({
      status: unhealthy ? 'unhealthy' : degraded ? 'degraded' : 'healthy',
      ...(database && { database }),
      ...(redis && { redis }),
      ...(broker && { broker }),
      version: checks.version,
      timestamp: new Date().toISOString(),
    });
  });
}

async function canServe({ database, servesWithoutDatabase }: HealthChecks): Promise<boolean> {
  return (await answers(database)) !== 'disconnected' || (servesWithoutDatabase?.() ?? false);
}

async function answers(check: (() => Promise<void>) | undefined): Promise<'connected' | 'disconnected' | undefined> {
  if (!check) return undefined;
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('health check timed out')), CHECK_TIMEOUT_MS).unref();
  });
  return Promise.race([check(), late]).then(
    () => 'connected' as const,
    () => 'disconnected' as const,
  );
}
