import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { runCommand } from './commands.ts';
import { SetupFault } from './setup-fault.ts';

// Debian asks this file before a package starts its own service: 101 forbids it. Only its absence is ours to fill.
const POLICY = '/usr/sbin/policy-rc.d';
const ENVIRONMENT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** Installs Debian packages without letting them start services of their own, which might listen on every interface. */
export async function installDebianPackages(packages: string[]): Promise<void> {
  console.log(`installing ${packages.join(', ')} with apt-get`);
  const forbidServices = !existsSync(POLICY);
  const allowServices = () => rmSync(POLICY, { force: true });
  if (forbidServices) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    process.once('exit', allowServices);
  }
  try {
    await runCommand(['apt-get', 'update', '-qq'], { env: ENVIRONMENT, timeoutMs: 300_000 });
    const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages];
    const result = await runCommand(install, { env: ENVIRONMENT, timeoutMs: 900_000 });
    if (!result.succeeded)
      throw new SetupFault(`apt-get could not install ${packages.join(', ')}:\n${lastLines(result.output)}`);
  } finally {
    if (forbidServices) allowServices();
    process.off('exit', allowServices);
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-20).join('\n');
}
