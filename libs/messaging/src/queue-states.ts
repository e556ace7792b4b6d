import { type ChannelModel, connect } from 'amqplib';

export interface QueueState {
  /** Messages that wait; those in a consumer's hands are not counted. */
  messages: number;
  consumers: number;
}

/** Asks the broker for each of these queues, changing nothing; a queue that does not exist is missing in the answer. */
export async function queueStates(url: string, queues: readonly string[]): Promise<Map<string, QueueState>> {
  const connection = await connect(url, { timeout: 5_000 });
  connection.on('error', () => undefined);
  try {
    const states = new Map<string, QueueState>();
    for (const queue of queues) {
      const state = await stateOf(connection, queue);
      if (state) states.set(queue, state);
    }
    return states;
  } finally {
    await connection.close();
  }
}

// Asking for a queue that is not there ends the channel, so each question has its own.
async function stateOf(connection: ChannelModel, queue: string): Promise<QueueState | undefined> {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  try {
    const { messageCount, consumerCount } = await channel.checkQueue(queue);
    await channel.close();
    return { messages: messageCount, consumers: consumerCount };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 404) return undefined;
    throw error;
  }
}
