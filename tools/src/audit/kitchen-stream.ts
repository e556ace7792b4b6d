import type { Redis } from 'ioredis';
import { z } from 'zod';

const STREAM = 'realtime:kitchen';
const PAGE = 1_000;

const message = z.object({ order: z.object({ id: z.string(), confirmed_at: z.string().nullable() }) });

/** What kitchen screens were told, as far as it is still kept. */
export interface KitchenStream {
  entries: number;
  /** When its oldest entry was written; undefined when there is no stream. */
  sinceMs: number | undefined;
  orderIds: Set<string>;
  /** Positions of entries that show an order without its confirmation. */
  unconfirmed: string[];
  /** Positions of entries that cannot be read. */
  unreadable: string[];
}

/** When the stream of a Redis that has lost its data, or of a new one, begins. */
export async function beginningOf(redis: Redis): Promise<number | undefined> {
  const [first] = await redis.xrange(STREAM, '-', '+', 'COUNT', 1);
  return first && Number(first[0].split('-')[0]);
}

export async function readKitchenStream(redis: Redis): Promise<KitchenStream> {
  const stream: KitchenStream = {
    entries: 0,
    sinceMs: await beginningOf(redis),
    orderIds: new Set(),
    unconfirmed: [],
    unreadable: [],
  };
  for (let from = '-'; ; ) {
    const page = await redis.xrange(STREAM, from, '+', 'COUNT', PAGE);
    for (const [position, fields] of page) take(stream, position, fields);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return stream;
    from = `(${last[0]}`;
  }
}

function take(stream: KitchenStream, position: string, [, kind, , body = '']: string[]): void {
  stream.entries += 1;
  if (kind !== 'order') return;
  const parsed = message.safeParse(jsonOf(body));
  if (!parsed.success) return void stream.unreadable.push(position);
  const { id, confirmed_at } = parsed.data.order;
  stream.orderIds.add(id);
  if (confirmed_at === null) stream.unconfirmed.push(`${position} (order ${id})`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told apart by the schema
  }
}
