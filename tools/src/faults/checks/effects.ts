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

/** An answer that was on its way when the fault came or went. */
const ON_ITS_WAY_MS = 2_000;

/**
 * The provider's half of I5. A second copy of a push is allowed only when the answer to the first may have been lost: the collapse key
 * makes it one on the phone. `excused` counts those. Effects come in the order in which the provider saw them.
 */
export function doubledEffects(effects: Effect[], excuses: Excuse[]): { violations: string[]; excused: number } {
  const groups = Map.groupBy(effects, ({ channel, recipient, subject }) => `${channel} ${subject} to ${recipient}`);
  const doubled = [...groups].filter(([, copies]) => copies.length > 1);
  const isExcused = ([first]: Effect[]) =>
    first?.channel === 'push' &&
    excuses.some(({ from, until }) => first.at >= from - ON_ITS_WAY_MS && first.at <= until + ON_ITS_WAY_MS);
  return {
    violations: doubled
      .filter(([, copies]) => !isExcused(copies))
      .map(([name, { length }]) => `${name}: ${length} times`),
    excused: doubled.filter(([, copies]) => isExcused(copies)).length,
  };
}
