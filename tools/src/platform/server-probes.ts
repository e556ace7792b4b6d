import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import pg from 'pg';

/** The servers the platform stands on. */
export type ServerName = 'postgres' | 'redis' | 'rabbitmq';

/** Whether the server at this URL lets us in, found out by its real handshake. */
export const answers: Record<ServerName, (url: string) => Promise<boolean>> = {
  postgres: postgresAnswers,
  redis: redisAnswers,
  rabbitmq: rabbitmqAnswers,
};

async function postgresAnswers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  const connected = await succeeds(client.connect());
  await succeeds(client.end());
  return connected;
}

async function redisAnswers(url: string): Promise<boolean> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  const answered = await succeeds(client.connect().then(() => client.ping()));
  client.disconnect();
  return answered;
}

// amqplib's words for a login that worked and a vhost that is missing or closed: the broker is there.
async function rabbitmqAnswers(url: string): Promise<boolean> {
  const refusal = await rabbitmqRefusal(url);
  return refusal === undefined || refusal.includes('Expected ConnectionOpenOk');
}

/** Why the broker does not open the vhost named in the URL, or undefined when it does. */
export async function rabbitmqRefusal(url: string): Promise<string | undefined> {
  try {
    const connection = await connect(url, { timeout: 3_000 });
    connection.on('error', () => undefined);
    await succeeds(connection.close());
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
