import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';

/** A client that has this much waiting for it does not read; it is cut off and resumes from its position (S43). */
export const LARGEST_BACKLOG_BYTES = 1024 * 1024;
const PATIENCE_MS = 2_000;

/** The transport under a socket.io socket. */
export type Connection = Socket['conn'];

export function websocketOf({ request }: Connection): WebSocket | undefined {
  return (request as typeof request & { websocket?: WebSocket }).websocket;
}

/** socket.io itself would keep everything for a client that does not read, as long as it answers pings. */
export function cutOffSlow(connection: Connection, websocket: WebSocket): void {
  let heldBack = 0;
  connection.on('packetCreate', ({ data }: { data?: string | Buffer }) => {
    heldBack += data?.length ?? 0;
    if (heldBack + websocket.bufferedAmount > LARGEST_BACKLOG_BYTES) websocket.terminate();
  });
  // What was held back until the transport was free is with the websocket now.
  connection.on('flush', () => {
    heldBack = 0;
  });
}

/** Resolves when the client has been sent everything, or is gone. */
export async function flushed(connection: Connection): Promise<void> {
  while (connection.readyState === 'open' && !connection.transport.writable) {
    const { promise, resolve } = Promise.withResolvers<void>();
    connection.transport.once('ready', resolve);
    connection.once('close', resolve);
    await promise;
    connection.transport.off('ready', resolve);
    connection.off('close', resolve);
  }
}

/** Says why and closes, with or without the client's help. */
export function closeSocket(websocket: WebSocket, code: number, reason: string): void {
  websocket.close(code, reason);
  terminateSoon(websocket);
}

/** Ends a closing handshake that the client does not take part in. */
export function terminateSoon(websocket: WebSocket | undefined): void {
  setTimeout(() => websocket?.terminate(), PATIENCE_MS).unref();
}
