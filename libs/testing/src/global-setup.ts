import type { TestProject } from 'vitest/node';
import { dropDatabases } from './leftover-databases.ts';
import { createVhosts, deleteVhosts, findVhosts } from './rabbitmqctl.ts';
import { leftovers, offerVhosts, TEST_PREFIX, withdrawVhosts } from './test-run.ts';

const runPrefix = `${TEST_PREFIX}${process.pid}_`;

/**
 * Once per run: removes what dead runs left behind and makes a virtual host for each story file (one in a `test` folder). Runs
 * without stories need no servers.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('runPid', process.pid);
  const { testFiles } = await project.globTestFiles();
  const stories = testFiles.filter((file) => file.includes('/test/'));
  if (stories.length === 0) return undefined;
  await dropDatabases(leftovers);
  await deleteVhosts(leftovers(await findVhosts(TEST_PREFIX)));
  const names = stories.map((_, index) => `${runPrefix}${index}`);
  await createVhosts(names);
  await offerVhosts(process.pid, names);
  return dropEverything;
}

async function dropEverything(): Promise<void> {
  await withdrawVhosts(process.pid);
  await deleteVhosts(await findVhosts(runPrefix));
  await dropDatabases((names) => names.filter((name) => name.startsWith(runPrefix)));
}
