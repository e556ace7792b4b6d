import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Processes whose clock can be moved: one of two replicas each, so that a right and a wrong clock meet. */
const WITH_OWN_CLOCK = ['ordering-2', 'payment-2'];

/** Debian's package `libfaketime` puts itself between a process and the system's clock. */
export interface FakeClock {
  environmentOf(replica: string): Record<string, string>;
  move(replica: string, seconds: number): void;
}

/** The fake clock of this machine, when libfaketime is installed. Monotonic time stays right: only the time of day jumps. */
export function findFakeClock(directory: string): FakeClock | undefined {
  const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
  if (!library || !existsSync(library)) return undefined;
  const clocks = join(directory, 'clocks');
  mkdirSync(clocks, { recursive: true });
  const fileOf = (replica: string) => join(clocks, replica);
  const move = (replica: string, seconds: number) =>
    writeFileSync(fileOf(replica), `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`);
  for (const replica of WITH_OWN_CLOCK) move(replica, 0);
  return {
    move,
    environmentOf: (replica): Record<string, string> =>
      WITH_OWN_CLOCK.includes(replica)
        ? {
            LD_PRELOAD: library,
            FAKETIME_TIMESTAMP_FILE: fileOf(replica),
            FAKETIME_CACHE_DURATION: '1',
            FAKETIME_DONT_FAKE_MONOTONIC: '1',
            DONT_FAKE_MONOTONIC: '1',
          }
        : {},
  };
}
