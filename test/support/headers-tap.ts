import { EVENTS } from '@campus/messaging/topology';
import { connect } from 'amqplib';
import { afterAll } from 'vitest';

/** The AMQP headers of every message of this type from now on. */
export async function tapHeaders(url: string, type: string): Promise<Record<string, unknown>[]> {
  const connection = await connect(url, { clientProperties: { connection_name: 'campus-test-headers' } });
  afterAll(() => connection.close());
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, EVENTS, type);
  const headers: Record<string, unknown>[] = [];
  await channel.consume(queue, (message) => void headers.push(message?.properties.headers ?? {}), { noAck: true });
  return headers;
}
