import type { WebSocket } from 'ws';
import { closeSocket } from './connection.ts';

const FRAMES_PER_SECOND = 20;
const TOO_MANY = 1008;

/** Ends a socket that sends faster than any person can tap (S42). Pings count too, and what comes before the token was seen. */
export function limitPace(socket: WebSocket): void {
  let second = 0;
  let received = 0;
  let ending = false;
  const count = () => {
    const now = Math.floor(performance.now() / 1000);
    received = now === second ? received + 1 : 1;
    second = now;
    if (ending || received <= FRAMES_PER_SECOND) return;
    ending = true;
    closeSocket(socket, TOO_MANY, 'Too many messages.');
  };
  for (const frame of ['message', 'ping', 'pong'] as const) socket.on(frame, count);
}
