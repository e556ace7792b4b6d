import { isPortFree } from '../../platform/ports.ts';

// Below the range from which systems take the ports of outgoing connections: a port that was free a moment ago still is.
const FIRST = 21_000;
const SHARES = 18;
const SHARE = 100;

/** Hands out free loopback ports, each once; two programs at a time begin at different places. */
export function portDesk(): () => Promise<number> {
  let next = FIRST + (process.pid % SHARES) * SHARE;
  return async () => {
    for (;;) {
      const port = next;
      next += 1;
      if (await isPortFree(port)) return port;
    }
  };
}
