import type { WebSocket } from 'ws';

const PING_EVERY_MS = 15_000;

/** Pings a socket and ends it when it has not answered until the next ping: phones vanish without a word. */
export function keepAlive(socket: WebSocket): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_EVERY_MS);
  socket.once('close', () => clearInterval(timer));
}
