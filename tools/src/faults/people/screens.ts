import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { orderListAnswer } from '@campus/contracts/orders-api';
import { orderMessage, orderSocketMessage } from '@campus/contracts/realtime-api';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { codeIn } from './caller.ts';

/** Something a screen was shown. `connection` counts from 1: each is a snapshot and what follows it. */
export interface Frame {
  at: number;
  orderId: string;
  version: number;
  status: string;
  connection: number;
}

/** The screen of one order, as its customer's app keeps it: it connects again by itself. */
export interface OrderScreen {
  orderId: string;
  userId: string;
  frames: Frame[];
  /** The server closed it because the order is over. */
  isOver: boolean;
  /** Its customer looks at a newer order instead. */
  isLeft: boolean;
  /** Each time that it was not let in, or sent away. */
  refusals: ScreenRefusal[];
}

/** An upgrade that was answered with a status of HTTP and the error envelope, or a socket that was closed with a code and its reason. */
export interface ScreenRefusal {
  status: number;
  code: string | undefined;
  headers: Headers | undefined;
  /** Since it began to connect. */
  ms: number;
}

/** All screens of a run. */
export interface Screens {
  orders: OrderScreen[];
  kitchen: Frame[];
  /** How often the kitchen's screen was told from where on it will hear. */
  kitchenHellos: number;
  /** Frames that break the contract, in words. */
  unreadable: string[];
  watch(order: { orderId: string; userId: string; token: () => string }): void;
  watchKitchen(token: string): void;
  close(): void;
}

const RECONNECT_MS = 500;
// 1012 asks to come back, and is no refusal; from here on a close code is one.
const TRY_LATER = 1013;
// The platform lets a person have five sockets at a time.
const MOST_OPEN = 3;

export function openScreens(gateway: string): Screens {
  const closing: (() => void)[] = [];
  const leave = new Map<OrderScreen, () => void>();
  const screens: Screens = {
    orders: [],
    kitchen: [],
    kitchenHellos: 0,
    unreadable: [],
    watch({ orderId, userId, token }) {
      const screen: OrderScreen = { orderId, userId, frames: [], isOver: false, isLeft: false, refusals: [] };
      const open = screens.orders.filter((one) => one.userId === userId && !one.isOver && !one.isLeft);
      for (const old of open.slice(0, Math.max(0, open.length - MOST_OPEN + 1))) leave.get(old)?.();
      screens.orders.push(screen);
      const close = keepConnected({ gateway, screen, token, unreadable: screens.unreadable });
      closing.push(close);
      leave.set(screen, () => {
        screen.isLeft = true;
        close();
      });
    },
    watchKitchen: (token) => void closing.push(keepKitchen(gateway, token, screens)),
    close() {
      for (const close of closing) close();
    },
  };
  return screens;
}

interface Connection {
  gateway: string;
  screen: OrderScreen;
  token: () => string;
  unreadable: string[];
}

function keepConnected({ gateway, screen, token, unreadable }: Connection): () => void {
  const state: { closed: boolean; connection: number; socket?: WebSocket } = { closed: false, connection: 0 };
  const connect = () => {
    if (state.closed) return;
    state.connection += 1;
    const { connection } = state;
    const url = new URL(`/api/v1/ws/orders/${screen.orderId}?token=${token()}`, gateway.replace(/^http/, 'ws'));
    const socket = new WebSocket(url, { handshakeTimeout: 5_000 });
    state.socket = socket;
    const since = performance.now();
    const note = (refusal: Omit<ScreenRefusal, 'ms'>) =>
      void screen.refusals.push({ ...refusal, ms: Math.round(performance.now() - since) });
    socket.on('error', () => undefined);
    socket.on('unexpected-response', async (_request, response) => {
      const body = await text(response).catch(() => '');
      note({ status: response.statusCode ?? 0, code: codeIn(body), headers: headersOf(response) });
      socket.terminate();
    });
    socket.on('message', (bytes) => {
      const { data: frame } = orderSocketMessage.safeParse(JSON.parse(String(bytes)));
      if (!frame) return void unreadable.push(`order ${screen.orderId}: ${String(bytes).slice(0, 200)}`);
      const { version, status } = frame.data.order;
      screen.frames.push({ at: Date.now(), orderId: screen.orderId, version, status, connection });
    });
    socket.once('close', (code, reason) => {
      if (code >= TRY_LATER) note({ status: code, code: String(reason), headers: undefined });
      screen.isOver = code === 1000;
      if (!screen.isOver) setTimeout(connect, RECONNECT_MS).unref();
    });
  };
  connect();
  return () => {
    state.closed = true;
    state.socket?.terminate();
  };
}

const headersOf = ({ headers }: IncomingMessage) =>
  new Headers(
    Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])) as [
      string,
      string,
    ][],
  );

/** The kitchen's screen: it resumes where it was, and fetches the list when it is told that it cannot. */
function keepKitchen(gateway: string, token: string, screens: Screens): () => void {
  const state: { since?: string; connection: number; closed: boolean } = { connection: 0, closed: false };
  const socket = io(new URL('/kitchen', gateway).href, {
    transports: ['websocket'],
    auth: (give) => give({ token, since: state.since }),
    reconnectionDelay: RECONNECT_MS,
    reconnectionDelayMax: 2_000,
  });
  socket.on('connect', () => {
    state.connection += 1;
  });
  const show = (orders: { id: string; version: number; status: string }[]) => {
    const { connection } = state;
    const news = orders.map(({ id: orderId, version, status }) => ({
      at: Date.now(),
      orderId,
      version,
      status,
      connection,
    }));
    screens.kitchen.push(...news);
  };
  socket.on('resync', () => {
    delete state.since;
    void fetchBoard(gateway, { token, show, isClosed: () => state.closed });
  });
  socket.on('hello', ({ position }: { position?: string }) => {
    screens.kitchenHellos += 1;
    state.since ??= position;
  });
  socket.on('order', (raw: unknown) => {
    const { data: message } = orderMessage.safeParse(raw);
    if (!message) return void screens.unreadable.push(`kitchen: ${JSON.stringify(raw).slice(0, 200)}`);
    state.since = message.position;
    show([message.order]);
  });
  return () => {
    state.closed = true;
    socket.close();
  };
}

interface Board {
  token: string;
  show: (orders: { id: string; version: number; status: string }[]) => void;
  isClosed: () => boolean;
}

/** Page by page, each again until it comes. */
async function fetchBoard(gateway: string, { token, show, isClosed }: Board): Promise<void> {
  for (let cursor = ''; !isClosed(); ) {
    const url = new URL(`/api/v1/admin/orders?limit=100${cursor && `&cursor=${cursor}`}`, gateway);
    const page = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(5_000) })
      .then(async (response) => orderListAnswer.safeParse(await response.json()).data)
      .catch(() => undefined);
    if (!page) {
      await sleep(RECONNECT_MS);
      continue;
    }
    show(page.orders);
    if (!page.next_cursor) return;
    cursor = page.next_cursor;
  }
}
