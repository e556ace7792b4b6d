import { parseArgs } from 'node:util';
import { ConfigurationFault } from '@campus/config/read-config';
import { auditAccess } from './audit/audit-access.ts';
import { printed } from './audit/print-report.ts';
import { recorded } from './audit/record-audit.ts';
import { runAudit } from './audit/run-audit.ts';
import { operatorName } from './platform/operator-name.ts';
import { inSession } from './platform/session.ts';
import { SetupFault } from './platform/setup-fault.ts';

const USAGE = `audit: checks the eight invariants over the running platform; it reads, and tells reporting how it ended.
  --no-wait                         does not wait up to 30 s until nothing is on its way
  --explain <message id>=<reason>   a dead letter that may lie where it lies; may be repeated
  --json                            the report for programs
The platform of this checkout; in a pod AUTH_, CATALOG_, ORDERING_, PAYMENT_, NOTIFICATION_ and REPORTING_DATABASE_URL,
REDIS_URL (realtime's), RABBITMQ_URL, and SANDBOX_URL where the sandbox plays the provider. Who: OPERATOR, or the account.
Ends with 0 when all hold, 1 when one is violated or could not be looked at, 64 for a wrong command line, 78 for a wrong environment.`;

await inSession(async () => {
  const { help, json, noWait, explained } = wishes();
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const access = await auditAccess(process.env).catch(asSetupFault);
  const circumstances = { rabbitmqUrl: access.rabbitmqUrl, ranBy: operatorName(process.env), startedAt: new Date() };
  const report = await recorded(circumstances, () => runAudit({ ...access, explained }, noWait ? { waitMs: 0 } : {}));
  console.log(json ? JSON.stringify(report, null, 2) : printed(report));
  return report.ok ? 0 : 1;
});

function wishes() {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        'no-wait': { type: 'boolean' },
        explain: { type: 'string', multiple: true },
      },
    });
    const explained = (values.explain ?? []).map((text) => text.split(/=(.*)/s).slice(0, 2));
    const { help, json, 'no-wait': noWait } = values;
    return { help, json, noWait, explained: Object.fromEntries(explained) };
  } catch (error) {
    throw new SetupFault(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, 64);
  }
}

function asSetupFault(error: unknown): never {
  throw error instanceof ConfigurationFault ? new SetupFault(error.message, 78) : error;
}
