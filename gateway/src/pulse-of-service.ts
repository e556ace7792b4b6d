import { createPulse, type Pulse, SIGN_OF_LIFE_MS } from '@campus/lifecycle/pulse';
import { Agent, request } from 'undici';

/** Asks by a connection of its own: a kept one may be dead while the service lives. Whatever it answers, it lives. */
export function pulseOfService(origin: string): Pulse {
  const url = new URL('/health/live', origin);
  return createPulse(async () => {
    const dispatcher = new Agent({ pipelining: 0 });
    try {
      await request(url, { dispatcher, signal: AbortSignal.timeout(SIGN_OF_LIFE_MS) });
      return true;
    } catch {
      return false;
    } finally {
      void dispatcher.destroy();
    }
  });
}
