import { readKitchenStream } from './kitchen-stream.ts';
import { finding, type InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';

const ORDERS = 'select id, (extract(epoch from confirmed_at) * 1000)::float8 as confirmed_ms from orders';

/** 5. Every confirmed order reached the kitchen stream, as far back as it reaches, and no unconfirmed one did. */
export async function checkKitchen({ databases: { ordering }, redis }: Sources): Promise<InvariantReport> {
  const stream = await readKitchenStream(redis);
  const orders = await ordering.rows<{ id: string; confirmed_ms: number | null }>(ORDERS);
  const confirmed = orders.filter((order) => order.confirmed_ms !== null);
  const known = new Set(confirmed.map(({ id }) => id));
  const { sinceMs } = stream;
  const expected =
    sinceMs === undefined ? confirmed : confirmed.filter(({ confirmed_ms }) => (confirmed_ms ?? 0) > sinceMs);
  const missing = expected.filter(({ id }) => !stream.orderIds.has(id));
  const strangers = [...stream.orderIds].filter((id) => !known.has(id));
  return {
    number: 5,
    rule: 'the kitchen saw every confirmed order and no other',
    figures: {
      entries: stream.entries,
      since: sinceMs === undefined ? 'no stream' : new Date(sinceMs).toISOString(),
      'orders in it': stream.orderIds.size,
      'confirmed since': expected.length,
      'confirmed before': confirmed.length - expected.length,
    },
    faults: [
      ...finding(
        'confirmed but not in the stream',
        missing.map(({ id }) => id),
      ),
      ...finding('in the stream but not a confirmed order', strangers),
      ...finding('shown before it was confirmed', stream.unconfirmed),
      ...finding('an entry that cannot be read', stream.unreadable),
    ],
    notes: [],
  };
}
