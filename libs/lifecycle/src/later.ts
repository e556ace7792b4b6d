import { channel } from 'node:diagnostics_channel';

type WaitFor = (work: Promise<unknown>) => void;

const settled = channel('campus:settled');

/**
 * Something that a start does not need, such as a provider's SDK: made at its first use, or by `run` two seconds after the process
 * became ready, so that hardly anybody waits for it. What the configuration says must be checked before: here it would be said late.
 */
export function later<Thing>(make: () => Promise<Thing>): () => Promise<Thing> {
  let made: Promise<Thing> | undefined;
  const get = () => {
    made ??= make();
    return made;
  };
  settled.subscribe((waitFor) => (waitFor as WaitFor)(get()));
  return get;
}

/** Makes all that is still to be made; rejects with the first that cannot be. */
export async function makeWhatIsLeft(): Promise<void> {
  const left: Promise<unknown>[] = [];
  settled.publish((work: Promise<unknown>) => void left.push(work));
  await Promise.all(left);
}
