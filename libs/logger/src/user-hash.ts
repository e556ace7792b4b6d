import { createHmac, randomBytes } from 'node:crypto';

const LENGTH = 16;
const MOST_REMEMBERED = 10_000;

/**
 * What stands for a person in a log line: which lines are about the same one shows, who it is only to the holder of the key. Without one
 * it is made up, and the lines of one process belong together.
 */
export function createUserHash(key = randomBytes(32).toString('hex')): (id: unknown) => string {
  // Who asks once asks again: making a hash costs as much as the rest of a line.
  const remembered = new Map<unknown, string>();
  return (id) => {
    const known = remembered.get(id);
    if (known) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const made = createHmac('sha256', key).update(`user\0${id}`).digest('hex').slice(0, LENGTH);
    remembered.set(id, made);
    return made;
  };
}
