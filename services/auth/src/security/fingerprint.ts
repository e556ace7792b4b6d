import { createHmac } from 'node:crypto';
import type { Fingerprint } from '../use-cases/ports.ts';

const LENGTH = 24; // 96 bits: no two phones share one

export function createFingerprint(pepper: string): Fingerprint {
  return (text) => createHmac('sha256', pepper).update(`fingerprint\0${text}`).digest('hex').slice(0, LENGTH);
}
