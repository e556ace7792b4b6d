import { HEARERS, typesHeardBy } from '@campus/contracts/event-audience';
import { assertOtpQueue, assertPushQueue, assertTopology } from '@campus/messaging/topology';
import { connect } from 'amqplib';

/**
 * Declares every queue and binding of the platform, so that nothing a service publishes at its first start is lost for one that starts
 * later. Safe to repeat; rejects with a `ConfigurationFault` when something exists with other arguments.
 */
export async function declareTopology(rabbitmqUrl: string): Promise<void> {
  const connection = await connect(rabbitmqUrl, { timeout: 5_000 });
  try {
    const channel = await connection.createChannel();
    for (const service of HEARERS) await assertTopology(channel, { service, bindings: typesHeardBy(service) });
    await assertOtpQueue(channel);
    await assertPushQueue(channel);
    await channel.close();
  } finally {
    await connection.close();
  }
}
