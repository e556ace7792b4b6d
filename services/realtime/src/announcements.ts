import type { Once } from '@campus/messaging/subscriptions';
import type { Redis } from 'ioredis';
import { type Audience, type Content, STREAMS } from './entry.ts';

/** What one event may do: tell audiences something, all of it or nothing. */
export interface Announcements {
  tell(audience: Audience, content: Content): void;
  /** Notes who carries an order at `version`; resolves to who carried it before that, and who does as far as is known now. */
  noteRider(note: RiderNote): Promise<{ before: string | undefined; now: string | undefined }>;
}

interface RiderNote {
  orderId: string;
  version: number;
  staffId: string | undefined;
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
      noteRider: (note) => noteRider(redis, note),
    });
    const keys = [`realtime:seen:${id}`, ...told.map(({ audience }) => STREAMS[audience])];
    const contents = told.flatMap(({ content }) => [content.kind, JSON.stringify(content.body)]);
    const appended = await redis.eval(APPEND, keys.length, ...keys, SEEN_SECONDS, KEPT, ...contents);
    return appended === 1 ? 'handled' : 'duplicate';
  };
}

// By version, so that a repeated event finds the same answer and a late one sees that it was overtaken.
async function noteRider(redis: Redis, { orderId, version, staffId = '' }: RiderNote) {
  const key = `realtime:riders:${orderId}`;
  const note = `${version} ${staffId}`;
  await redis.zadd(key, version, note);
  await redis.expire(key, RIDERS_SECONDS);
  const notes = await redis.zrange(key, '0', '-1');
  const riderAt = (index: number) => notes.at(index)?.split(' ')[1] || undefined;
  const own = notes.indexOf(note);
  return { before: own > 0 ? riderAt(own - 1) : undefined, now: riderAt(-1) };
}
