import type { Redis } from 'ioredis';
import { AUDIENCES, type Audience, KNOWN_SINCE, STREAMS } from './entry.ts';

const RUN = 'realtime:run';

// A Redis that was restarted or emptied may have lost any entries, also some that came before ones it still has. Whoever notices it
// first writes `start` into every stream: clients that meet it fetch their lists again, those that are away now when they pass it.
const CHECK = `
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)') or 'not told'
local is_other = redis.call('GET', KEYS[1]) ~= run
if is_other then
  local time = redis.call('TIME')
  redis.call('SET', KEYS[1], run)
  redis.call('SET', KEYS[2], time[1] * 1000 + math.floor(time[2] / 1000))
end
local replaced = {}
for i = 3, #KEYS do
  if is_other or redis.call('EXISTS', KEYS[i]) == 0 then redis.call('XADD', KEYS[i], '*', 'kind', 'start', 'body', '{}') end
  local position = ARGV[i - 2]
  local is_kept = position ~= '' and #redis.call('XRANGE', KEYS[i], position, position) > 0
  replaced[i - 2] = is_kept and '' or redis.call('XREVRANGE', KEYS[i], '+', '-', 'COUNT', 1)[1][1]
end
return replaced`;

/**
 * Makes sure that every stream exists and tells for which audiences it does not contain our position, with its last one: its entries
 * cannot follow ours, be they of another life of Redis, with lower ids perhaps, or so many that those after ours are gone.
 */
export async function findBreaks(
  redis: Redis,
  positions: ReadonlyMap<Audience, string>,
): Promise<[Audience, string][]> {
  const streams = AUDIENCES.map((audience) => STREAMS[audience]);
  const own = AUDIENCES.map((audience) => positions.get(audience) ?? '');
  const answers = (await redis.eval(CHECK, streams.length + 2, RUN, KNOWN_SINCE, ...streams, ...own)) as string[];
  return AUDIENCES.flatMap((audience, index) => {
    const last = answers[index];
    return last ? [[audience, last] satisfies [Audience, string]] : [];
  });
}
