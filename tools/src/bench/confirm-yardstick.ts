import { connect } from 'amqplib';
import { median } from './median.ts';

const TIMES = 200;
const QUEUE = 'bench.yardstick';
// About what an order's event weighs.
const BYTES = 1_500;

/** Milliseconds, the median of many: publishing a persistent message to a quorum queue until the broker confirms it. */
export async function confirmMs(rabbitmqUrl: string): Promise<number> {
  const connection = await connect(rabbitmqUrl);
  try {
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    const body = Buffer.alloc(BYTES, 'x');
    const times: number[] = [];
    for (let turn = 0; turn < TIMES; turn += 1) {
      const begun = performance.now();
      channel.sendToQueue(QUEUE, body, { persistent: true });
      await channel.waitForConfirms();
      times.push(performance.now() - begun);
    }
    await channel.deleteQueue(QUEUE);
    return median(times);
  } finally {
    await connection.close();
  }
}
