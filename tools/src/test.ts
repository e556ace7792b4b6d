import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureServers, releaseServers, type Servers } from './platform/servers.ts';
import { inSession } from './platform/session.ts';
import { ROOT, readSettings } from './platform/settings.ts';

await inSession(async (onStop) => {
  const settings = readSettings(process.env);
  onStop(() => releaseServers(settings));
  const servers = await ensureServers(settings);
  const vitest = startVitest(process.argv.slice(2), testEnvironment(servers));
  onStop(async () => void vitest.kill());
  return exitCodeOf(vitest);
});

/** Addresses of servers, never of data: each test makes its own databases, vhosts and key spaces there. */
function testEnvironment({ postgresAdminUrl, redisUrl, rabbitmqUrl, rabbitmqctl }: Servers): Record<string, string> {
  return {
    TEST_DATABASE_ADMIN_URL: postgresAdminUrl,
    TEST_REDIS_URL: withoutPath(redisUrl),
    TEST_RABBITMQ_URL: withoutPath(rabbitmqUrl),
    TEST_RABBITMQCTL: JSON.stringify(rabbitmqctl ?? []),
  };
}

function withoutPath(text: string): string {
  const url = new URL(text);
  url.pathname = '';
  return url.href.replace(/\/$/, '');
}

function startVitest(args: string[], env: Record<string, string>): ChildProcess {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  return spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
}

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
