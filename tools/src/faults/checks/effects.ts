/** Something a provider did for us: a push on a phone, or an SMS. */
export interface Effect {
  channel: 'push' | 'sms';
  recipient: string;
  /** Of what there may be one: the notification, or the text. */
  subject: string;
  at: number;
}

/** When something was wrong that can hide what the provider answered. */
export interface Excuse {
  from: number;
  until: number;
}

/** A copy is sent up to forty seconds after the answer was lost, and a broker or a database may hold it up longer. */
const LATE_MS = 90_000;

/**
 * The provider's half of I5. A second copy of a push is allowed only when the answer to the first may have been lost: the collapse key
 * makes it one on the phone. `excused` counts those.
 */
export function doubledEffects(effects: Effect[], excuses: Excuse[]): { violations: string[]; excused: number } {
  const groups = Map.groupBy(effects, ({ channel, recipient, subject }) => `${channel} ${subject} to ${recipient}`);
  const doubled = [...groups].filter(([, copies]) => copies.length > 1);
  const isExcused = (copies: Effect[]) =>
    copies.every(
      ({ channel, at }) =>
        channel === 'push' && excuses.some(({ from, until }) => at >= from - LATE_MS && at <= until + LATE_MS),
    );
  return {
    violations: doubled
      .filter(([, copies]) => !isExcused(copies))
      .map(([name, { length }]) => `${name}: ${length} times`),
    excused: doubled.filter(([, copies]) => isExcused(copies)).length,
  };
}
