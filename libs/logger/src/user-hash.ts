import { createHmac, randomBytes } from 'node:crypto';

const LENGTH = 16;

/**
 * What stands for a person in a log line: which lines are about the same one shows, who it is only to the holder of the key. Without one
 * it is made up, and the lines of one process belong together.
 */
export function createUserHash(key = randomBytes(32).toString('hex')): (id: unknown) => string {
  return (id) => createHmac('sha256', key).update(`user\0${id}`).digest('hex').slice(0, LENGTH);
}
