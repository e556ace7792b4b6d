import type { Once } from '@campus/messaging/subscriptions';
import type { Redis } from 'ioredis';
import { type Audience, type Content, KNOWN_SINCE, STREAMS } from './entry.ts';

/** What one event may do: tell audiences something, all of it or nothing. */
export interface Announcements {
  tell(audience: Audience, content: Content): void;
  /** Tells whoever carries the order now, and whoever lost it that their list changed. At most once per event. */
  tellRiders(job: Job): void;
}

interface Job {
  orderId: string;
  version: number;
  /** Who carried it at that version. */
  staffId: string | undefined;
  /** When the order was placed, if this version changed who carries it. */
  reassignedOf: Date | undefined;
  content: Content;
}

const KEPT = 10_000;
const SEEN_SECONDS = 2 * 86_400;

// The id of the event and everything it tells are written in one step, so a duplicate finds all of it or none. Who carries an order
// is noted by version in the same step: of two replicas that tell of one order at once, the later one always sees the earlier.
// Who carried an older order before may have been lost with a Redis: then every rider is told.
const APPEND = `
local function append(stream, kind, body)
  redis.call('XADD', stream, 'MAXLEN', '~', ARGV[2], '*', 'kind', kind, 'body', body)
end
local function rider(note) return string.match(note, ' (.*)$') end
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then return 0 end
local version, staff = ARGV[3], ARGV[4]
if version ~= '' then
  local own = version .. ' ' .. staff
  redis.call('ZADD', KEYS[2], version, own)
  redis.call('EXPIRE', KEYS[2], ARGV[1])
  local notes = redis.call('ZRANGE', KEYS[2], 0, -1)
  local before = ''
  for i = 2, #notes do if notes[i] == own then before = rider(notes[i - 1]) end end
  local known_since = redis.call('GET', KEYS[4])
  if notes[1] == own and ARGV[6] ~= '' and (not known_since or tonumber(ARGV[6]) < tonumber(known_since)) then
    append(KEYS[3], 'start', '{}')
  end
  local lost = {}
  if staff ~= '' and staff == rider(notes[#notes]) then append(KEYS[3], 'order', ARGV[5])
  elseif staff ~= '' then table.insert(lost, staff) end
  if before ~= '' and before ~= staff then table.insert(lost, before) end
  for _, id in ipairs(lost) do append(KEYS[3], 'reassigned', cjson.encode({staff_id = id})) end
end
for i = 5, #KEYS do append(KEYS[i], ARGV[i * 2 - 3], ARGV[i * 2 - 2]) end
return 1`;

/** The inbox of a service without a database: runs a handler once per event id and appends what it told to the streams. */
export function announceOnce(redis: Redis): Once<Announcements> {
  return async ({ id }, work) => {
    const told: { audience: Audience; content: Content }[] = [];
    const jobs: Job[] = [];
    await work({
      tell: (audience, content) => void told.push({ audience, content }),
      tellRiders: (job) => void jobs.push(job),
    });
    const [job] = jobs;
    const keys = [
      `realtime:seen:${id}`,
      `realtime:riders:${job?.orderId ?? ''}`,
      STREAMS.delivery,
      KNOWN_SINCE,
      ...told.map(({ audience }) => STREAMS[audience]),
    ];
    const jobArgs = job ? argumentsOf(job) : ['', '', '', ''];
    const contents = told.flatMap(({ content }) => [content.kind, JSON.stringify(content.body)]);
    const appended = await redis.eval(APPEND, keys.length, ...keys, SEEN_SECONDS, KEPT, ...jobArgs, ...contents);
    return appended === 1 ? 'handled' : 'duplicate';
  };
}

function argumentsOf({ version, staffId = '', content, reassignedOf }: Job): (string | number)[] {
  return [version, staffId, JSON.stringify(content.body), reassignedOf?.getTime() ?? ''];
}
