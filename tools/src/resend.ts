import { parseArgs } from 'node:util';
import { ConfigurationFault } from '@campus/config/read-config';
import { auditAccess } from './audit/audit-access.ts';
import { inSession } from './platform/session.ts';
import { SetupFault } from './platform/setup-fault.ts';
import { runResend } from './resend/run-resend.ts';

const USAGE = `resend: sends events again that a service never heard of, because its queue was lost or was not there when they were published.
  --check           only counts them
  --of <service>    only what this service never heard
Events that no queue at all took lie in cf.unrouted: "dead-letters replay --all --of unrouted" comes first. Where and as whom: as audit.
Ends with 0 (with --check: with 1 when something was not heard), with 64 for a wrong command line, 78 for a wrong environment.`;

await inSession(async () => {
  const { help, check = false, of } = wishes();
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const access = await auditAccess(process.env).catch(asSetupFault);
  const resent = Object.entries(await runResend(access, { checkOnly: check, of }));
  for (const [service, count] of resent) console.log(`${service}: ${count} ${check ? 'never heard' : 'sent again'}`);
  if (resent.length === 0) console.log('Everybody has heard everything.');
  return check && resent.length > 0 ? 1 : 0;
});

function wishes() {
  try {
    const options = {
      help: { type: 'boolean', short: 'h' },
      check: { type: 'boolean' },
      of: { type: 'string' },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    throw new SetupFault(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, 64);
  }
}

function asSetupFault(error: unknown): never {
  throw error instanceof ConfigurationFault ? new SetupFault(error.message, 78) : error;
}
