import { parseArgs } from 'node:util';
import { ConfigurationFault } from '@campus/config/read-config';
import { inSession } from './platform/session.ts';
import { SetupFault } from './platform/setup-fault.ts';
import { rebuildAccess } from './reports-rebuild/access.ts';
import { isEqual } from './reports-rebuild/compare.ts';
import { printed } from './reports-rebuild/print-rebuild.ts';
import { type RebuildReport, runRebuild } from './reports-rebuild/run-rebuild.ts';

const USAGE = `reports-rebuild: builds the reports anew from the events that ordering and payment keep, beside those that are shown.
  --check            only compares and changes nothing
  --skip <event id>  leaves out an event that nobody can read; may be repeated
The platform of this checkout; in a pod ORDERING_, PAYMENT_ and REPORTING_DATABASE_URL and RABBITMQ_URL.
Ends with 0 when rebuilt (--check: when nothing differs), 1 when refused or different, 64 for a wrong command line, 78 for a wrong environment.`;

await inSession(async (onStop) => {
  const { help, ...wishes } = readWishes();
  if (help) {
    console.log(USAGE);
    return 0;
  }
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

function readWishes() {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        check: { type: 'boolean' },
        skip: { type: 'string', multiple: true },
      },
    });
    return { help: values.help, checkOnly: values.check, skip: values.skip };
  } catch (error) {
    throw new SetupFault(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, 64);
  }
}

function asSetupFault(error: unknown): never {
  throw error instanceof ConfigurationFault ? new SetupFault(error.message, 78) : error;
}
