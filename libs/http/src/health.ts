import type { Express } from 'express';
import type { HealthChecks } from './health-checks.ts';
import { inTime } from './in-time.ts';
import { mountStatus } from './internal-status.ts';

/**
 * `/health` (body of the design document 13), `/health/live` (asks nobody: a lost database must not restart the process)
 * and `/health/ready` (503 while draining, and without its database unless it can do without). `/internal/status` tells the gateway more.
 */
export function mountHealth(app: Express, checks: HealthChecks, isDraining: () => boolean): void {
  const isReady = async () => !isDraining() && (checks.ready?.() ?? true) && (await canServe(checks));

  app.get('/health/live', (_request, response) => void response.json({ status: 'alive' }));

  app.get('/health/ready', async (_request, response) => {
    const ready = await isReady();
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

  mountStatus(app, checks, isReady);
}

async function canServe({ database, servesWithoutDatabase }: HealthChecks): Promise<boolean> {
  return (await answers(database)) !== 'disconnected' || (servesWithoutDatabase?.() ?? false);
}

async function answers(check: (() => Promise<void>) | undefined): Promise<'connected' | 'disconnected' | undefined> {
  if (!check) return undefined;
  return inTime(check()).then(
    () => 'connected' as const,
    () => 'disconnected' as const,
  );
}
