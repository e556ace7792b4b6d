import type { TestProject } from 'vitest/node';
import { dropDatabases } from './leftover-databases.ts';
import { deleteVhosts, findVhosts } from './rabbitmqctl.ts';
import { forgetRun, TEST_PREFIX, wasUsed } from './test-run.ts';

const runPrefix = `${TEST_PREFIX}${process.pid}_`;

/** Once per run: gives it its name. What dead runs left behind goes when a server is first used. */
export async function setup(project: TestProject): Promise<void> {
  await forgetRun(process.pid);
  project.provide('runPid', process.pid);
}

/** Removes everything that has the run's name. */
export async function teardown(): Promise<void> {
  if (await wasUsed(process.pid, 'vhosts')) await deleteVhosts(await findVhosts(runPrefix));
  if (await wasUsed(process.pid, 'databases')) {
    await dropDatabases((names) => names.filter((name) => name.startsWith(runPrefix)));
  }
  await forgetRun(process.pid);
}
