import { isDeepStrictEqual } from 'node:util';
import { SetupFault } from '../platform/setup-fault.ts';

/** Says what holds, or ends the check with what was found instead. */
export function expectSame(what: string, found: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(found, wanted))
    throw new SetupFault(`${what}: found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`);
  console.log(`  ok  ${what}`);
}
