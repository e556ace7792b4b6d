import { parseArgs } from 'node:util';
import { platformAccess } from './audit/platform-access.ts';
import { printed } from './audit/print-report.ts';
import { runAudit } from './audit/run-audit.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';
import { SetupFault } from './platform/setup-fault.ts';

await inSession(async () => {
  const { noWait, explained } = wishes();
  const access = await platformAccess(readSettings(process.env));
  const report = await runAudit({ ...access, explained }, noWait ? { waitMs: 0 } : {});
  console.log(printed(report));
  return report.ok ? 0 : 1;
});

/** `--no-wait`, and `--explain <message id>=<reason>` for a dead letter that may lie where it lies. */
function wishes() {
  try {
    const { values } = parseArgs({
      options: { 'no-wait': { type: 'boolean' }, explain: { type: 'string', multiple: true } },
    });
    const explained = (values.explain ?? []).map((text) => text.split(/=(.*)/s).slice(0, 2));
    return { noWait: values['no-wait'], explained: Object.fromEntries(explained) };
  } catch (error) {
    throw new SetupFault(error instanceof Error ? error.message : String(error), 64);
  }
}
