import type { Revocation } from '@campus/auth/revocations';
import type { categoryMessage, configMessage, menuItemMessage, OrderMessage } from '@campus/contracts/realtime-api';
import type { z } from 'zod';

/** Who looks at the same things has one stream; `sessions` is heard by the instances themselves. */
export const STREAMS = {
  kitchen: 'realtime:kitchen',
  orders: 'realtime:orders',
  delivery: 'realtime:delivery',
  sessions: 'realtime:sessions',
} as const;
/** When Redis began to remember what it remembers, in milliseconds. */
export const KNOWN_SINCE = 'realtime:known-since';
export type Audience = keyof typeof STREAMS;
/** Revocations come first: nobody is shown anything that arrived together with the end of the session. */
export const AUDIENCES: readonly Audience[] = ['sessions', 'kitchen', 'orders', 'delivery'];

type Unplaced<Message> = Omit<Message, 'position'>;

/** What a stream holds. Whoever meets `start` in the middle of things knows that entries before it may have been lost. */
export type Content =
  | { kind: 'start'; body: object }
  | { kind: 'order'; body: Unplaced<OrderMessage> }
  | { kind: 'reassigned'; body: { staff_id: string } }
  | { kind: 'menu_item'; body: Unplaced<z.infer<typeof menuItemMessage>> }
  | { kind: 'category'; body: Unplaced<z.infer<typeof categoryMessage>> }
  | { kind: 'config'; body: Unplaced<z.infer<typeof configMessage>> }
  | { kind: 'revocation'; body: Revocation };

/** An entry with its stream id, which is the position clients resume from. */
export type Entry = Content & { position: string };

export function readEntry([position, [, kind, , body = '{}']]: [string, string[]]): Entry {
  return { position, kind, body: JSON.parse(body) } as Entry;
}

/** Whether `one` comes after `other` in the same stream. */
export function isAfter(one: string, other: string): boolean {
  const [ms = 0, sequence = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherSequence = 0] = other.split('-').map(Number);
  return ms === otherMs ? sequence > otherSequence : ms > otherMs;
}
