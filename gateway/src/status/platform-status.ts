import { setTimeout as sleep } from 'node:timers/promises';
import { operationsAnswer, type PlatformStatus, type ServiceStatus, serviceStatus } from '@campus/contracts/status-api';
import { PLATFORM_QUEUES } from '@campus/messaging/platform-queues';
import { queueStates } from '@campus/messaging/queue-states';
import type { z } from 'zod';
import type { Upstreams } from '../proxy.ts';

const VERSION = '1.0.0';
const PATIENCE_MS = 2_500;
const FRESH_MS = 1_000;

export interface StatusSources {
  upstreams: Upstreams;
  rabbitmqUrl: string;
}

/**
 * How every part of the platform is, each asked for itself and given 2.5 s: what does not answer is null, and the rest is there all the
 * same. Asks at most once a second, however often it is called (docs/decisions/0028-status-page.md).
 */
export function createPlatformStatus(sources: StatusSources): (takesRequests: boolean) => Promise<PlatformStatus> {
  let latest: { at: number; status: Promise<PlatformStatus> } | undefined;
  return async (takesRequests) => {
    if (!latest || Date.now() - latest.at > FRESH_MS) latest = { at: Date.now(), status: look(sources) };
    const status = await latest.status;
    return { ...status, services: [{ name: 'gateway', status: ownStatus(takesRequests) }, ...status.services] };
  };
}

function ownStatus(ready: boolean): ServiceStatus {
  return {
    version: VERSION,
    started_at: new Date(Date.now() - process.uptime() * 1_000).toISOString(),
    ready,
  };
}

async function look({ upstreams, rabbitmqUrl }: StatusSources): Promise<PlatformStatus> {
  const [services, queues, operations] = await Promise.all([
    Promise.all(
      Object.entries(upstreams).map(async ([name, origin]) => {
        const status = await ask(serviceStatus, new URL('/internal/status', origin));
        return { name, status };
      }),
    ),
    queuesAt(rabbitmqUrl),
    ask(operationsAnswer, new URL('/internal/operations', upstreams.reporting)),
  ]);
  return { looked_at: new Date().toISOString(), services, queues, operations };
}

async function ask<Schema extends z.ZodType>(schema: Schema, url: URL): Promise<z.output<Schema> | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return schema.parse(await response.json());
  } catch {
    return null;
  }
}

async function queuesAt(rabbitmqUrl: string): Promise<PlatformStatus['queues']> {
  const names = PLATFORM_QUEUES.map(({ name }) => name);
  const asked = queueStates(rabbitmqUrl, names).catch(() => null);
  const states = await Promise.race([asked, sleep(PATIENCE_MS, null, { ref: false })]);
  if (!states) return null;
  return PLATFORM_QUEUES.map(({ name, kind, service = null }) => {
    const { messages, consumers } = states.get(name) ?? { messages: null, consumers: null };
    return { name, kind, service, messages, consumers };
  });
}
