import { randomUUID } from 'node:crypto';
import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteVhosts, findVhosts, replaceVhosts } from './rabbitmqctl.ts';
import { leftovers, onFirstUse, runDirectory, runName, succeeds, TEST_PREFIX } from './test-run.ts';

/** Each start of rabbitmqctl costs more than a second of a core, each virtual host a few milliseconds. */
const MADE_AT_ONCE = 4;

/** The name of a virtual host nobody has used; makes some in reserve for the other test files of the run. */
export async function takeVhost(): Promise<string> {
  await onFirstUse('vhosts', async () => deleteVhosts(leftovers(await findVhosts(TEST_PREFIX))));
  const [unused] = await takeFrom(UNUSED, 1);
  return unused ?? (await makeMore());
}

/**
 * Says that a virtual host is done with; it goes when the next ones are made. Not left to the end of the run:
 * each quorum queue holds file handles, and a broker with 1024 of them hangs when they run out.
 */
export function giveVhostBack(name: string): Promise<void> {
  return put(DONE_WITH, [name]);
}

const UNUSED = 'vhosts-unused';
const DONE_WITH = 'vhosts-done-with';

// Removing a file succeeds for one worker only.
async function takeFrom(pool: string, count: number): Promise<string[]> {
  const directory = join(runDirectory(), pool);
  await mkdir(directory, { recursive: true });
  const taken: string[] = [];
  for (const name of await readdir(directory)) {
    if (taken.length < count && (await succeeds(unlink(join(directory, name))))) taken.push(name);
  }
  return taken;
}

async function put(pool: string, names: string[]): Promise<void> {
  const directory = join(runDirectory(), pool);
  await mkdir(directory, { recursive: true });
  await Promise.all(names.map((name) => writeFile(join(directory, name), '')));
}

async function makeMore(): Promise<string> {
  const batch = randomUUID().slice(0, 8);
  const names = Array.from({ length: MADE_AT_ONCE }, (_, index) => runName(`${batch}_${index}`));
  await replaceVhosts({ gone: await takeFrom(DONE_WITH, Number.POSITIVE_INFINITY), wanted: names });
  const [own = '', ...others] = names;
  await put(UNUSED, others);
  return own;
}
