/** What people do, by the words of the resiliency matrix. */
export const OPERATIONS = [
  'login',
  'menu',
  'quote',
  'order',
  'pay',
  'status',
  'foreign',
  'cancel',
  'session',
  'kitchen',
  'delivery',
  'admin',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Written before a call. */
export interface Invocation {
  phase: 'invoke';
  call: number;
  at: number;
  who: string;
  /** The user's or staff member's id, once they have signed in. */
  userId: string | undefined;
  operation: Operation;
  method: string;
  path: string;
  key: string | undefined;
}

/** Written after it. `info`: nobody knows whether it took effect (no answer, or one that says the platform failed). */
export interface Outcome {
  phase: 'ok' | 'fail' | 'info';
  call: number;
  at: number;
  ms: number;
  status: number | undefined;
  code: string | undefined;
  /** What the answer said in `Retry-After`, in seconds. */
  retryAfter: number | undefined;
  /** Every order that the answer showed, wherever in it. */
  orders: SeenOrder[];
}

export interface SeenOrder {
  id: string;
  userId: string;
  version: number;
  status: string;
  total: number;
}

export type Entry = Invocation | Outcome;

/** A call with what came of it; without an outcome it is unknown, as the process that waited for it ended. */
export interface Call extends Omit<Invocation, 'phase'> {
  outcome: Outcome | undefined;
}

export function callsOf(entries: Entry[]): Call[] {
  const calls = new Map<number, Call>();
  for (const entry of entries) {
    if (entry.phase === 'invoke') calls.set(entry.call, { ...entry, outcome: undefined });
    else {
      const call = calls.get(entry.call);
      if (call) call.outcome = entry;
    }
  }
  return [...calls.values()];
}
