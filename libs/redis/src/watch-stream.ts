import type { Redis } from 'ioredis';

/**
 * Answers whether entries of a stream may have been lost since it was asked last: Redis is away, or was; the stream is gone, ends
 * earlier than it did, or begins later than it ended. Trimming can look like the last, so an answer of true is no proof.
 */
export function watchStream(redis: Redis, stream: string): () => Promise<boolean> {
  const seen: { reconnected: boolean; newest?: string | undefined } = { reconnected: false };
  redis.on('ready', () => {
    seen.reconnected = true;
  });

  return async () => {
    const { reconnected, newest: before } = seen;
    seen.reconnected = false;
    const ends = await endsOf(redis, stream).catch(() => undefined);
    if (!ends) return true;
    seen.newest = ends.newest;
    return reconnected || (before !== undefined && hasLost(before, ends));
  };
}

interface Ends {
  oldest: string | undefined;
  newest: string | undefined;
}

async function endsOf(redis: Redis, stream: string): Promise<Ends> {
  const [oldest, newest] = await Promise.all([
    redis.xrange(stream, '-', '+', 'COUNT', 1),
    redis.xrevrange(stream, '+', '-', 'COUNT', 1),
  ]);
  return { oldest: oldest[0]?.[0], newest: newest[0]?.[0] };
}

function hasLost(before: string, { oldest, newest }: Ends): boolean {
  return !oldest || !newest || isAfter(before, newest) || isAfter(oldest, before);
}

function isAfter(one: string, other: string): boolean {
  const [ms = 0, sequence = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherSequence = 0] = other.split('-').map(Number);
  return ms === otherMs ? sequence > otherSequence : ms > otherMs;
}
