import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OrderEventData, orderPlaced } from '@campus/contracts/order-events';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { followOrder, openScreen } from './support/clients.ts';
import { entering, openEngine } from './support/engine.ts';
import { anOrder, type Platform, startPlatform } from './support/platform.ts';

let platform: Platform;
let redis: Redis;
const example = orderPlaced.example as OrderEventData;

const ENTRIES = 8_000;
const FILLER = 'x'.repeat(4_000);
/** What the kernel holds for a loopback connection at both ends (10 MB), and what the service may hold on top of it. */
const HELD_AT_MOST = 12 * 1024 * 1024;

beforeAll(async () => {
  platform = await startPlatform();
  redis = new Redis(platform.redisUrl);
  return () => redis.disconnect();
});

const AHEAD_AT_MOST = 100;
// Far more than that: whose place is trimmed away has lost something and begins anew.
const KEPT = 1_000;

/** Writes entries as fast as a healthy reader takes them, far more than buffers hold. */
async function flood(orderId: string, taken: () => number): Promise<void> {
  for (let version = 2; version < ENTRIES + 2; version += 1) {
    const order = { id: orderId, version, status: 'preparing', payment_status: 'paid', updated_at: FILLER };
    const body = JSON.stringify({ type: 'status', order });
    for (const stream of ['realtime:kitchen', 'realtime:orders']) {
      redis.xadd(stream, 'MAXLEN', '~', KEPT, '*', 'kind', 'order', 'body', body).catch(() => undefined);
    }
    while (version - taken() > AHEAD_AT_MOST) await sleep(1);
  }
}

test('a client that stops reading is cut off at every door before much waits for it, and those who read notice nothing', async () => {
  const { first, issuer, change } = platform;
  const order = anOrder(example);
  await change(orderPlaced, order);
  const token = issuer.sign({ role: 'kitchen' });
  const healthy = openScreen(first.url, '/kitchen', { token });
  const phone = followOrder(first.url, order.id, issuer.sign({ role: 'admin' }));
  const screen = openEngine(first.url);
  const stream = await readRaw(first.url, token);
  await eventually(() => expect(screen.packets).toHaveLength(1));
  screen.socket.send(entering('/kitchen', { token }));
  await Promise.all([healthy.hello(), eventually(() => expect(phone.messages).toHaveLength(1))]);
  await eventually(() => expect(screen.packets.at(-1)).toContain('hello'));

  phone.socket.pause();
  screen.socket.pause();
  stream.pause();
  await flood(order.id, () => healthy.orders.length);
  await eventually(() => expect(healthy.orders.length).toBeGreaterThanOrEqual(ENTRIES), { timeoutMs: 20_000 });

  const streamed = bytesOf(stream);
  phone.socket.resume();
  screen.socket.resume();
  await Promise.all([phone.closed, screen.closed]);
  const shown = [phone.messages.length * FILLER.length, screen.packets.length * FILLER.length, await streamed];
  for (const bytes of shown) expect(bytes).toBeLessThan(HELD_AT_MOST);
});

async function readRaw(url: string, token: string): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${token}` };
  const request = get(`${url}/api/v1/admin/orders/stream`, { headers, agent: false });
  atEnd(async () => request.destroy());
  request.on('error', () => undefined);
  const [response] = await once(request, 'response');
  return response;
}

async function bytesOf(stream: IncomingMessage): Promise<number> {
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await new Promise((resolve) => stream.on('close', resolve).on('error', resolve).resume());
  return bytes;
}
