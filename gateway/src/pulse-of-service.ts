import { createPulse, type Pulse, SIGN_OF_LIFE_MS } from '@campus/lifecycle/pulse';
import { Agent, request } from 'undici';

/**
 * Asks by a connection of its own: a kept one may be dead while the service lives. Whatever it answers, it lives; also when it refuses, as one
 * that stops and still answers those who came before: only silence is none.
 */
export function pulseOfService(origin: string): Pulse {
  const url = new URL('/health/live', origin);
  return createPulse(async () => {
    const dispatcher = new Agent({ pipelining: 0 });
    try {
      await request(url, { dispatcher, signal: AbortSignal.timeout(SIGN_OF_LIFE_MS) });
      return true;
    } catch (error) {
      return !(error instanceof Error && error.name === 'TimeoutError');
    } finally {
      void dispatcher.destroy();
    }
  });
}
