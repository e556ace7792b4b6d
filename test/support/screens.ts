import {
  type OrderMessage,
  type OrderSocketMessage,
  orderMessage,
  orderSocketMessage,
} from '@campus/contracts/realtime-api';
import { io } from 'socket.io-client';
import { afterAll } from 'vitest';
import { WebSocket } from 'ws';
import type { Platform } from './platform.ts';

export interface OrderScreen {
  frames: OrderSocketMessage[];
  /** The statuses in the order in which they were shown, each once: a change of something else repeats the status. */
  statuses(): string[];
  closedWith(): number | undefined;
}

/** The order WebSocket, as the app opens it. */
export function watchOrder({ gateway }: Platform, orderId: string, token: string): OrderScreen {
  const url = new URL(`/api/v1/ws/orders/${orderId}?token=${token}`, gateway.replace('http', 'ws'));
  const socket = new WebSocket(url);
  const frames: OrderScreen['frames'] = [];
  let code: number | undefined;
  socket.on('message', (bytes) => frames.push(orderSocketMessage.parse(JSON.parse(String(bytes)))));
  socket.on('close', (closeCode) => {
    code = closeCode;
  });
  socket.on('error', () => undefined);
  afterAll(() => socket.terminate());
  const statuses = () => [
    ...new Set(frames.flatMap((frame) => (frame.event === 'status_changed' ? [frame.data.status] : []))),
  ];
  return { frames, statuses, closedWith: () => code };
}

/** The kitchen's socket.io screen; resolves when it is greeted. The messages are those since then. */
export async function openKitchenScreen({ gateway }: Platform, token: string): Promise<OrderMessage[]> {
  const messages: OrderMessage[] = [];
  // Where it is, so that after a lost connection it hears what it missed, as the portal's does.
  let since: string | undefined;
  const auth = (give: (handshake: object) => void) => give({ token, ...(since && { since }) });
  const socket = io(new URL('/kitchen', gateway).href, { transports: ['websocket'], auth });
  afterAll(() => void socket.close());
  const greeted = new Promise<void>((resolve, reject) => {
    socket.on('hello', ({ position }) => {
      since ??= position;
      resolve();
    });
    socket.once('connect_error', reject);
  });
  socket.on('order', (message) => {
    messages.push(orderMessage.parse(message));
    since = message.position;
  });
  await greeted;
  return messages;
}

export interface StreamEvent {
  id: string;
  event: string;
  data: { type?: string; order?: { id: string } };
}

/** The kitchen's event stream; resolves when it is open. Comes back when its turn is over, as a browser does. */
export async function openKitchenStream({ gateway }: Platform, token: string): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  const end = new AbortController();
  let lastId = '';
  async function open(): Promise<ReadableStream<string>> {
    const response = await fetch(new URL('/api/v1/admin/orders/stream', gateway), {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'last-event-id': lastId },
      signal: end.signal,
    });
    if (response.status !== 200 || !response.body) throw new Error(`The stream was answered with ${response.status}`);
    return response.body.pipeThrough(new TextDecoderStream());
  }
  async function follow(first: ReadableStream<string>): Promise<void> {
    for (let text = first; ; text = await open()) {
      for await (const { id, event, data } of blocksOf(text)) {
        lastId = id || lastId;
        if (data) events.push({ id, event, data: JSON.parse(data) });
      }
    }
  }
  afterAll(() => end.abort());
  void follow(await open()).catch(() => undefined);
  return events;
}

async function* blocksOf(text: ReadableStream<string>) {
  let rest = '';
  for await (const chunk of text) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
      yield { id: field('id'), event: field('event'), data: field('data') };
    }
  }
}
