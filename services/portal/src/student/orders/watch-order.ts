import type { OrderSocketMessage } from '@campus/contracts/realtime-api';

export interface Watching {
  id: string;
  /** A good token, a newer one than `stale` when that was refused. */
  token(stale?: string): Promise<string | undefined>;
  hear(message: OrderSocketMessage): void;
}

const FINAL = 1000;
const BAD_TOKEN = 4401;
const UNKNOWN_ORDER = 4404;
const RETRY_MS = { first: 500, longest: 15_000 };

/** Listens to one order until it is final; connects again after every other end. Returns how to stop. */
export function watchOrder({ id, token, hear }: Watching): () => void {
  const way = { stopped: false, failed: 0 };
  let socket: WebSocket | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function connect(stale?: string): Promise<void> {
    try {
      const good = await token(stale);
      if (!way.stopped && good !== undefined) open(good);
    } catch {
      // Offline, or the session is over: then the page goes to the sign-in and stops this.
      later(stale);
    }
  }
  function open(good: string): void {
    const address = new URL(`/api/v1/ws/orders/${id}?token=${encodeURIComponent(good)}`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    socket = new WebSocket(address);
    socket.onmessage = ({ data }) => {
      way.failed = 0;
      hear(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      if (code !== FINAL && code !== UNKNOWN_ORDER) later(code === BAD_TOKEN ? good : undefined);
    };
  }
  function later(stale?: string): void {
    if (way.stopped) return;
    waiting = setTimeout(() => connect(stale), Math.min(RETRY_MS.first * 2 ** way.failed, RETRY_MS.longest));
    way.failed += 1;
  }

  void connect();
  return () => {
    way.stopped = true;
    clearTimeout(waiting);
    socket?.close();
  };
}
