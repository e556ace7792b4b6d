import { useState } from 'react';
import { useNow } from '../../ui/use-now.ts';

/** Seconds until something may be tried again, counted down on the screen. */
export function useWait(firstSeconds = 0): { seconds: number; wait(seconds: number): void } {
  const now = useNow(1_000);
  const [until, setUntil] = useState(() => Date.now() + firstSeconds * 1_000);
  return {
    seconds: Math.max(0, Math.ceil((until - now) / 1_000)),
    wait: (seconds) => setUntil(Date.now() + seconds * 1_000),
  };
}
