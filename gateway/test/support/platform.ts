import { freshVhost } from '@campus/testing/broker';
import { freshRedis } from '@campus/testing/redis';
import { createTokenIssuer, type TokenIssuer } from '@campus/testing/tokens';
import { type Gateway, startGateway } from './gateway.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const SERVICES = ['auth', 'catalog', 'ordering', 'payment', 'notification', 'reporting', 'realtime'] as const;
type Service = (typeof SERVICES)[number];

export interface Platform {
  upstreams: Record<Service, Upstream>;
  issuer: TokenIssuer;
  rabbitmqUrl: string;
  redisUrl: string;
  /** Starts one more gateway before the same services. */
  gateway(env?: Record<string, string>): Promise<Gateway>;
}

export async function startPlatform(): Promise<Platform> {
  const [rabbitmqUrl, redisUrl, issuer, started] = await Promise.all([
    freshVhost(),
    freshRedis(),
    createTokenIssuer(),
    Promise.all(SERVICES.map(async (service) => [service, await startUpstream(service)] as const)),
  ]);
  const addresses = started.map(([service, { url }]) => [`${service.toUpperCase()}_URL`, url]);
  const environment = {
    ...issuer.environment,
    RABBITMQ_URL: rabbitmqUrl,
    REDIS_URL: redisUrl,
    ...Object.fromEntries(addresses),
  };
  return {
    upstreams: Object.fromEntries(started) as Record<Service, Upstream>,
    issuer,
    rabbitmqUrl,
    redisUrl,
    gateway: (env = {}) => startGateway({ ...environment, ...env }),
  };
}

/** Requests exactly this target, which `fetch` would tidy up first. */
export async function requestTarget(
  url: string,
  target: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const { request } = await import('node:http');
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: target, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
