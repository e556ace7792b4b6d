import { type ServiceStatus, serviceStatus } from '@campus/contracts/status-api';
import type { Express } from 'express';
import type { HealthChecks } from './health-checks.ts';
import { inTime } from './in-time.ts';

/** `/internal/status`, for the gateway's status page; the gateway leads nobody here. Always 200: what is lost is said in the body. */
export function mountStatus(app: Express, checks: HealthChecks, isReady: () => Promise<boolean>): void {
  app.get('/internal/status', async (_request, response) => {
    const [ready, database, redis, outbox] = await Promise.all([
      isReady(),
      connection(checks.database),
      connection(checks.redis),
      outboxState(checks),
    ]);
    const status: ServiceStatus = {
      version: checks.version,
      started_at: new Date(Date.now() - process.uptime() * 1_000).toISOString(),
      ready,
      ...(database && { database }),
      ...(redis && { redis }),
      ...(checks.broker && { broker: checks.broker() }),
      ...(checks.outbox && { outbox }),
    };
    response.json(serviceStatus.parse(status));
  });
}

async function connection(check: (() => Promise<void>) | undefined): Promise<ServiceStatus['database']> {
  if (!check) return undefined;
  const [result] = await Promise.allSettled([inTime(check())]);
  return result.status === 'fulfilled' ? 'connected' : 'disconnected';
}

async function outboxState({ outbox }: HealthChecks): Promise<ServiceStatus['outbox']> {
  if (!outbox) return undefined;
  const [result] = await Promise.allSettled([inTime(outbox())]);
  if (result.status === 'rejected') return null;
  const { pending, quarantined, oldestAgeSeconds } = result.value;
  return { pending, quarantined, oldest_age_seconds: oldestAgeSeconds };
}
