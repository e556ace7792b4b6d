import { type Fault, without } from './fault.ts';

const jump: Fault = {
  name: 'clock jump',
  how: 'the time of day of one replica is two hours ahead or behind the others, then right again',
  // An order of two hours ago would be measured by the cap of a time before the run, so ordering's clock only goes ahead.
  victims: ['ordering-2 +7200', 'payment-2 +7200', 'payment-2 -7200'],
  touches: (victim) => [victim.split('-')[0] ?? ''],
  holdSeconds: [5, 10],
  // A clock that is two hours ahead takes every token for expired, and the orders of the next meal are not those of this one.
  works: () => ({ operations: without('order', 'quote', 'status', 'cancel', 'kitchen'), floor: 0.97 }),
  impossible: ({ stage }) =>
    stage.moveClock ? undefined : 'libfaketime is not installed (apt-get install libfaketime)',
  async inject({ stage }, victim) {
    const [replica = '', seconds] = victim.split(' ');
    stage.moveClock?.(replica, Number(seconds));
    return async () => stage.moveClock?.(replica, 0);
  },
};

export const CLOCK_FAULTS = [jump];
