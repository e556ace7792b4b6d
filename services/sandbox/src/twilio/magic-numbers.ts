import type { SmsState } from '../sms-state.ts';

/** Recipients and senders of Twilio's test credentials, with the error each provokes. */
const MAGIC_TO = new Map([
  ['+15005550001', 21211],
  ['+15005550002', 21612],
  ['+15005550003', 21408],
  ['+15005550004', 21610],
  ['+15005550009', 21614],
]);
const MAGIC_FROM = new Map([
  ['+15005550001', 21212],
  ['+15005550007', 21606],
  ['+15005550008', 21611],
]);

export function refusalCode(state: SmsState, { to, from }: { to: string; from: string | null }): number | undefined {
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return 21211;
  return MAGIC_FROM.get(from ?? '') ?? MAGIC_TO.get(to) ?? takeBehaviour(state, to, 'refuse');
}

/** Uses up one time of what the control plane set for this number. */
export function takeBehaviour(state: SmsState, to: string, kind: 'refuse' | 'undelivered'): number | undefined {
  const behaviour = state.numbers.get(to);
  const code = behaviour?.[kind];
  if (!behaviour || code === undefined) return undefined;
  behaviour.times -= 1;
  if (behaviour.times === 0) state.numbers.delete(to);
  return code;
}
