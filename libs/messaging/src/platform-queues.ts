import { HEARERS } from '@campus/contracts/event-audience';
import {
  DELAYS_MS,
  deadLetterQueue,
  delayExchange,
  OTP_QUEUE,
  PUSH_QUEUE,
  serviceQueue,
  UNROUTED,
} from './topology.ts';

export interface PlatformQueue {
  name: string;
  /** `events`: a service's ears; `delay`: waits for another run; `direct`: a plain queue; the others hold what a person must look at. */
  kind: 'events' | 'delay' | 'direct' | 'dead_letters' | 'unrouted';
  /** Whose queue it is, where it is one service's. */
  service?: string;
}

/** Every queue of the platform. */
export const PLATFORM_QUEUES: readonly PlatformQueue[] = [
  ...HEARERS.map((service) => ({ name: serviceQueue(service), kind: 'events' as const, service })),
  ...[OTP_QUEUE, PUSH_QUEUE].map((name) => ({ name, kind: 'direct' as const, service: 'notification' })),
  ...DELAYS_MS.map((delayMs) => ({ name: delayExchange(delayMs), kind: 'delay' as const })),
  ...HEARERS.map((service) => ({ name: deadLetterQueue(service), kind: 'dead_letters' as const, service })),
  { name: UNROUTED, kind: 'unrouted' },
];
