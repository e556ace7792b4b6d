import { randomUUID } from 'node:crypto';
import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVhosts, deleteVhosts, findVhosts } from './rabbitmqctl.ts';
import { leftovers, onFirstUse, runDirectory, runName, succeeds, TEST_PREFIX } from './test-run.ts';

/** Each start of rabbitmqctl costs half a second, each virtual host a few milliseconds. */
const MADE_AT_ONCE = 4;

/** The name of a virtual host nobody has used; makes some in reserve for the other test files of the run. */
export async function takeVhost(): Promise<string> {
  await onFirstUse('vhosts', async () => deleteVhosts(leftovers(await findVhosts(TEST_PREFIX))));
  return (await takeFromPool()) ?? (await makeMore());
}

const pool = () => join(runDirectory(), 'vhosts');

// Removing a file succeeds for one worker only.
async function takeFromPool(): Promise<string | undefined> {
  await mkdir(pool(), { recursive: true });
  for (const name of await readdir(pool())) {
    if (await succeeds(unlink(join(pool(), name)))) return name;
  }
  return undefined;
}

async function makeMore(): Promise<string> {
  const batch = randomUUID().slice(0, 8);
  const names = Array.from({ length: MADE_AT_ONCE }, (_, index) => runName(`${batch}_${index}`));
  await createVhosts(names);
  const [own = '', ...others] = names;
  await Promise.all(others.map((name) => writeFile(join(pool(), name), '')));
  return own;
}
