import { setTimeout as sleep } from 'node:timers/promises';
import { isInfrastructureError } from '@campus/errors/infrastructure-error';
import type { Logger } from '@campus/logger/logger';
import { backoffMs } from './backoff.ts';
import { PublishFailure } from './publish-failure.ts';

/** The message goes back un-acked: the process stops, its connection is gone, or it was held too long. */
export class DeliveryAbandoned extends Error {
  override name = 'DeliveryAbandoned';
}

const LONGEST_HOLD_MS = 300_000; // the broker takes a message back after 30 minutes and closes the channel

/**
 * Repeats work while PostgreSQL, Redis or the broker cannot be reached, with the message un-acked in our hands: giving it
 * back would spend its deliveries on an outage that is not its fault. Rejects with the first other error, and with
 * `DeliveryAbandoned` after five minutes or when `signal` aborts.
 */
export async function holdWhileAway<Result>(
  { signal, logger }: { signal: AbortSignal; logger: Logger },
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = performance.now();
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isInfrastructureError(error) && !(error instanceof PublishFailure)) throw error;
      if (performance.now() - startedAt > LONGEST_HOLD_MS)
        throw new DeliveryAbandoned('held too long', { cause: error });
      if (failures === 1) logger.warn({ err: error }, 'message held while infrastructure is away');
      await waitUnlessAborted(signal, failures);
    }
  }
}

async function waitUnlessAborted(signal: AbortSignal, failures: number): Promise<void> {
  const pauseMs = backoffMs(failures, { firstMs: 100, mostMs: 5_000 });
  await sleep(pauseMs, undefined, { signal }).catch((error: unknown) => {
    throw new DeliveryAbandoned('stopping or disconnected', { cause: error });
  });
}
