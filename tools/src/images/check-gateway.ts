import { freePort } from '../platform/ports.ts';
import type { Bench } from './bench.ts';
import { expectSame } from './expect.ts';
import { whileServing } from './serving.ts';
import type { TestServers } from './with-servers.ts';

/** The gateway's image serves the portal and the contract, guards the API, and ends by itself. */
export async function checkGateway(bench: Bench, image: string, servers: TestServers): Promise<void> {
  const port = String(await freePort(18_000));
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    PORT: port,
    HOST: '127.0.0.1',
    REDIS_URL: servers.redisUrl,
    RABBITMQ_URL: await servers.brokerUrl('gateway'),
    JWT_ISSUER: 'images-check',
    JWT_AUDIENCE: 'images-check',
    JWKS_URL: 'http://127.0.0.1:1/jwks.json',
    ALLOWED_ORIGINS: 'https://food.example.org',
  };
  const code = await whileServing(bench, { image, env, ready: `${origin}/health/gateway` }, async () => {
    const statuses: [string, number][] = [];
    for (const path of ['/', '/kitchen', '/docs', '/api/v1/openapi.json', '/api/v1/orders', '/health/ready'])
      statuses.push([path, (await fetch(origin + path)).status]);
    expectSame('the gateway serves pages and contract and guards the rest', Object.fromEntries(statuses), {
      '/': 200,
      '/kitchen': 200,
      '/docs': 200,
      '/api/v1/openapi.json': 200,
      '/api/v1/orders': 401,
      '/health/ready': 404,
    });
  });
  expectSame('the gateway ends by itself after SIGTERM', code, 0);
}
