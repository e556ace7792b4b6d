import { v7 } from 'uuid';

/** A new UUID v7: sorts by time of creation, so it is also a cheap cursor. */
export function newId(): string {
  return v7();
}
