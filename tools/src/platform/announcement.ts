import { metricsPort } from './programs.ts';
import { ensureSecrets } from './secrets.ts';
import { DEMO_STAFF } from './seed.ts';
import type { Settings } from './settings.ts';

/** Where everything is and how to sign in. */
export function announce(settings: Settings): void {
  const secrets = ensureSecrets(settings);
  const gateway = `http://127.0.0.1:${settings.ports.gateway}`;
  const sandbox = `http://127.0.0.1:${settings.ports.sandbox}`;
  const demoStaff = DEMO_STAFF.map(({ username, role }) => [role, `${username} / ${secrets.DEMO_STAFF_PASSWORD}`]);
  const rows = [
    ['student page', `${gateway}/`],
    ['staff page', `${gateway}/kitchen`],
    ['API', `${gateway}/api/v1`],
    ['providers sandbox', sandbox],
    ['logs', `${settings.localDirectory}/logs`],
    [
      'metrics',
      `http://127.0.0.1:${metricsPort(settings, 'gateway')}/metrics, and of each service 1,000 above its port`,
    ],
    ['admin', `${secrets.BOOTSTRAP_ADMIN_USERNAME} / ${secrets.BOOTSTRAP_ADMIN_PASSWORD}`],
    ...demoStaff,
    ['student', `any Indian mobile number; read the code at ${sandbox}/__sandbox/sms`],
  ];
  console.log(`\n${rows.map(([label = '', value]) => `  ${label.padEnd(18)} ${value}`).join('\n')}\n`);
}

/** A second start has nothing to do. */
export function announceRunning(settings: Settings, pid: number): number {
  console.log(`The platform already runs (process ${pid}); "make stop" ends it.`);
  announce(settings);
  return 0;
}
