import { freePort } from '../platform/ports.ts';
import type { Bench } from './bench.ts';
import { expectSame } from './expect.ts';
import { orderingDatabase } from './ordering-database.ts';
import { runToEnd } from './run-to-end.ts';
import { whileServing } from './serving.ts';
import type { TestServers } from './with-servers.ts';

const PROGRAMS = '/app/libs/database/src/programs';

/** Ordering's image migrates as owner, waits for the schema, serves as the limited role and ends by itself. */
export async function checkOrdering(bench: Bench, image: string, servers: TestServers): Promise<void> {
  const database = await orderingDatabase(servers);
  try {
    await migrate(bench, image, database);
    const port = String(await freePort(18_103));
    const origin = `http://127.0.0.1:${port}`;
    const env = {
      PORT: port,
      HOST: '127.0.0.1',
      DATABASE_URL: database.runtimeUrl,
      RABBITMQ_URL: await servers.brokerUrl('ordering'),
      JWT_ISSUER: 'images-check',
      JWT_AUDIENCE: 'images-check',
      JWKS_URL: 'http://127.0.0.1:1/jwks.json',
    };
    const code = await whileServing(bench, { image, env, ready: `${origin}/health/ready` }, async () => {
      const restaurant = await fetch(`${origin}/api/v1/restaurant`);
      expectSame('ordering answers from its database', restaurant.status, 200);
      const { broker } = (await (await fetch(`${origin}/health`)).json()) as { broker: string };
      expectSame('ordering may use its queues at the broker', broker, 'connected');
      const orders = await fetch(`${origin}/api/v1/orders`);
      expectSame('ordering refuses who has no token', orders.status, 401);
    });
    expectSame('ordering ends by itself after SIGTERM', code, 0);
  } finally {
    await database.drop();
  }
}

async function migrate(
  bench: Bench,
  image: string,
  { ownerUrl, runtimeUrl, runtimeRole }: { ownerUrl: string; runtimeUrl: string; runtimeRole: string },
): Promise<void> {
  await runToEnd(bench, image, { command: ['src/migrate.ts'], env: { DATABASE_URL: ownerUrl } });
  const asOwner = { DATABASE_URL: ownerUrl, RUNTIME_ROLE: runtimeRole };
  await runToEnd(bench, image, { command: [`${PROGRAMS}/grant-runtime-role.ts`], env: asOwner });
  const waiting = { command: [`${PROGRAMS}/await-schema.ts`], env: { DATABASE_URL: runtimeUrl } };
  expectSame('the image migrates its database', await runToEnd(bench, image, waiting), 'the schema is there');
}
