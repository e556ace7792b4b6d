import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 100;

/** Does `act` to each item, evenly over at most `ms`, so that clients whose connections end do not come back all at once. */
export async function spread<Item>(items: Iterable<Item>, ms: number, act: (item: Item) => void): Promise<void> {
  const left = [...items];
  const share = Math.ceil(left.length / Math.max(1, Math.floor(ms / STEP_MS)));
  while (left.length > 0) {
    for (const item of left.splice(0, share)) act(item);
    if (left.length > 0) await sleep(STEP_MS);
  }
}
