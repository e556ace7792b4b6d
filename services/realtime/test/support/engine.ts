import { atEnd } from '@campus/testing/at-end';
import { WebSocket } from 'ws';

export interface EngineClient {
  socket: WebSocket;
  /** Packets of socket.io as they are on the wire. */
  packets: string[];
  closed: Promise<number>;
}

/** A client of socket.io that speaks its wire format itself, so that it can do what the library never would. */
export function openEngine(url: string): EngineClient {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const packets: string[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    const packet = String(data);
    if (packet === '2') socket.send('3');
    else packets.push(packet);
  });
  atEnd(async () => socket.terminate());
  return { socket, packets, closed: new Promise((resolve) => socket.on('close', resolve)) };
}

/** The packet that enters a namespace. */
export function entering(namespace: string, auth: { token: string; since?: string }): string {
  return `40${namespace},${JSON.stringify(auth)}`;
}
