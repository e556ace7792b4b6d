import { json } from 'node:stream/consumers';
import { io } from 'socket.io-client';

interface SocketsJob {
  origin: string;
  tokens: string[];
  /** Of each student; the platform allows five. */
  each: number;
}

const AT_ONCE = 20;

/** Holds sockets of students open until its standard output is closed; says how many when all have been greeted. */
const { origin, tokens, each } = (await json(process.stdin)) as SocketsJob;
const waiting = tokens.flatMap((token) => Array.from({ length: each }, () => token));
const count = waiting.length;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let token = waiting.pop(); token; token = waiting.pop()) await open(token);
  }),
);
console.log(count);

function open(token: string): Promise<void> {
  const socket = io(new URL('/orders', origin).href, { transports: ['websocket'], forceNew: true, auth: { token } });
  return new Promise((resolve, reject) => {
    socket.once('hello', () => resolve());
    socket.once('connect_error', reject);
  });
}
