import { setTimeout as sleep } from 'node:timers/promises';
import { REMEMBERED_MS, type Revocations } from '@campus/auth/revocations';
import type { ReceivedEvent } from '@campus/contracts/event';
import { sessionRevoked } from '@campus/contracts/people-events';
import type { Part } from '@campus/lifecycle/run';
import type { Logger } from '@campus/logger/logger';
import type { Once } from '@campus/messaging/subscriptions';
import type { Redis } from 'ioredis';

export const REVOCATIONS = 'gateway:revocations';
const BLOCK_MS = 2_000;
const PAUSE_AFTER_FAILURE_MS = 500;
const START_PATIENCE_MS = 1_000;

export interface RevocationWork {
  remember(revocation: ReceivedEvent<typeof sessionRevoked>['data']['revocation']): Promise<void>;
}

export async function onSessionRevoked(
  work: RevocationWork,
  { data }: ReceivedEvent<typeof sessionRevoked>,
): Promise<void> {
  await work.remember(data.revocation);
}

/** Works for one gateway at once and for all others through Redis; repeating it changes nothing, so no inbox is needed. */
export function rememberOnce(redis: Redis, revocations: Revocations): Once<RevocationWork> {
  return async (_message, work) => {
    await work({
      async remember(revocation) {
        revocations.add(revocation);
        await redis.xadd(
          REVOCATIONS,
          'MINID',
          '~',
          Date.now() - REMEMBERED_MS,
          '*',
          'revocation',
          JSON.stringify(revocation),
        );
      },
    });
    return 'handled';
  };
}

/** Follows what any gateway heard, beginning with the last hour; what Redis lost of it is asked from auth (`@campus/auth/ended-sessions`). */
export function followRevocations({
  tail,
  revocations,
  logger,
}: {
  tail: Redis;
  revocations: Revocations;
  logger: Logger;
}): Part {
  const stopping = new AbortController();
  let position = '0';
  let isFirst = true;

  async function read(): Promise<void> {
    // What is there is read at once: on a quiet day the first read would wait for somebody to sign out.
    const answer = isFirst
      ? await tail.xread('COUNT', 500, 'STREAMS', REVOCATIONS, position)
      : await tail.xread('COUNT', 500, 'BLOCK', BLOCK_MS, 'STREAMS', REVOCATIONS, position);
    isFirst = false;
    for (const [id, [, revocation = '']] of answer?.[0]?.[1] ?? []) {
      revocations.add(sessionRevoked.data.shape.revocation.parse(JSON.parse(revocation)));
      position = id;
    }
  }

  async function follow(onFirst: () => void): Promise<void> {
    while (!stopping.signal.aborted) {
      await read().then(onFirst, async (error: unknown) => {
        if (stopping.signal.aborted) return;
        logger.debug({ err: error }, 'revocations could not be read');
        await sleep(PAUSE_AFTER_FAILURE_MS);
      });
    }
  }

  return {
    name: 'revocations',
    async start() {
      const { promise: loaded, resolve } = Promise.withResolvers<void>();
      void follow(resolve);
      await Promise.race([loaded, sleep(START_PATIENCE_MS, undefined, { ref: false })]);
    },
    async stop() {
      stopping.abort();
    },
  };
}
