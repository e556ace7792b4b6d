import { parseArgs } from 'node:util';
import { ConfigurationFault } from '@campus/config/read-config';
import { inSession } from './platform/session.ts';
import { SetupFault } from './platform/setup-fault.ts';
import { rebuildAccess } from './reports-rebuild/access.ts';
import { isEqual } from './reports-rebuild/compare.ts';
import { printed } from './reports-rebuild/print-rebuild.ts';
import { type RebuildReport, runRebuild } from './reports-rebuild/run-rebuild.ts';

await inSession(async (onStop) => {
  const wishes = readWishes();
  const access = await rebuildAccess(process.env).catch(asSetupFault);
  const interruption = new AbortController();
  const state = { isOver: false };
  const rebuilding = runRebuild(access, { ...wishes, signal: interruption.signal })
    .then((report) => {
      console.log(printed(report));
      return exitCodeOf(report);
    })
    .finally(() => {
      state.isOver = true;
    });
  onStop(async () => {
    if (state.isOver) return;
    interruption.abort(new SetupFault('The rebuild was interrupted: the reports show what they showed before.'));
    await rebuilding;
  });
  return rebuilding;
});

function exitCodeOf({ outcome, comparison }: RebuildReport): number {
  if (outcome === 'compared') return isEqual(comparison) ? 0 : 1;
  return outcome === 'rebuilt' ? 0 : 1;
}

/** `--check` compares and changes nothing; `--skip <event id>` leaves out an event that nobody can read. */
function readWishes() {
  try {
    const { values } = parseArgs({ options: { check: { type: 'boolean' }, skip: { type: 'string', multiple: true } } });
    return { checkOnly: values.check, skip: values.skip };
  } catch (error) {
    throw new SetupFault(error instanceof Error ? error.message : String(error), 64);
  }
}

function asSetupFault(error: unknown): never {
  throw error instanceof ConfigurationFault ? new SetupFault(error.message, 78) : error;
}
