import type { Once } from '@campus/messaging/subscriptions';
import type { Redis } from 'ioredis';
import { type Audience, type Content, STREAMS } from './entry.ts';

/** What one event may do: tell audiences something, all of it or nothing. */
export interface Announcements {
  tell(audience: Audience, content: Content): void;
  /** Notes who carries an order since `version`; resolves to whoever carried it before, if that was someone else. */
  noteRider(rider: { orderId: string; version: number; staffId: string | null }): Promise<string | undefined>;
}

const KEPT = 10_000;
const SEEN_SECONDS = 2 * 86_400;
const RIDERS_SECONDS = 2 * 86_400;

// The id of the event and everything it tells are written in one step, so a duplicate finds all of it or none.
const APPEND = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then return 0 end
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 0 then redis.call('XADD', KEYS[i], '*', 'kind', 'start', 'body', '{}') end
  redis.call('XADD', KEYS[i], 'MAXLEN', '~', ARGV[2], '*', 'kind', ARGV[i * 2 - 1], 'body', ARGV[i * 2])
end
return 1`;

/** The inbox of a service without a database: runs a handler once per event id and appends what it told to the streams. */
export function announceOnce(redis: Redis): Once<Announcements> {
  return async ({ id }, work) => {
    const told: { audience: Audience; content: Content }[] = [];
    await work({
      tell: (audience, content) => void told.push({ audience, content }),
      noteRider: (rider) => noteRider(redis, rider),
    });
    const keys = [`realtime:seen:${id}`, ...told.map(({ audience }) => STREAMS[audience])];
    const contents = told.flatMap(({ content }) => [content.kind, JSON.stringify(content.body)]);
    const appended = await redis.eval(APPEND, keys.length, ...keys, SEEN_SECONDS, KEPT, ...contents);
    return appended === 1 ? 'handled' : 'duplicate';
  };
}

// By version, so that a repeated or late event finds the same answer.
async function noteRider(
  redis: Redis,
  { orderId, version, staffId }: { orderId: string; version: number; staffId: string | null },
) {
  const key = `realtime:riders:${orderId}`;
  await redis.zadd(key, version, `${version} ${staffId ?? ''}`);
  await redis.expire(key, RIDERS_SECONDS);
  const [before] = await redis.zrevrangebyscore(key, `(${version}`, '-inf', 'LIMIT', 0, 1);
  const former = before?.split(' ')[1];
  return former && former !== staffId ? former : undefined;
}
