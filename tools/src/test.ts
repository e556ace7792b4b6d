import { type ChildProcess, spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './platform/chromium.ts';
import { ensurePortal } from './platform/portal-build.ts';
import { ensurePromtool } from './platform/promtool.ts';
import { ensureServers, releaseServers, type Servers } from './platform/servers.ts';
import { inSession } from './platform/session.ts';
import { ROOT, readSettings } from './platform/settings.ts';

const pageTests = globSync('test/portal-*.test.ts', { cwd: ROOT });

await inSession(async (onStop) => {
  const settings = readSettings(process.env);
  onStop(() => releaseServers(settings));
  const servers = await ensureServers(settings);
  const args = process.argv.slice(2);
  if (mayNeedPages(args)) {
    await ensurePortal();
    await ensureChromium(process.env);
  }
  await ensurePromtool();
  const vitest = startVitest(args, testEnvironment(servers));
  onStop(async () => void vitest.kill());
  return exitCodeOf(vitest);
});

/** Whether the chosen files may be those that open pages: all of them, unless the filters name others. */
function mayNeedPages(args: string[]): boolean {
  const isValue = (index: number) => /^(-t|--testNamePattern|--project|--reporter)$/.test(args[index - 1] ?? '');
  const filters = args.filter((arg, index) => !arg.startsWith('-') && !isValue(index));
  return filters.length === 0 || filters.some((filter) => pageTests.some((file) => file.includes(filter)));
}

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
