import { setTimeout as sleep } from 'node:timers/promises';
import { SetupFault } from '../platform/setup-fault.ts';
import type { Bench } from './bench.ts';
import { type Container, runContainer } from './container.ts';

interface Wish {
  image: string;
  env: Record<string, string>;
  /** Answers 200 once the program serves. */
  ready: string;
}

/** Runs an image until it is ready, hands it over, then ends it with SIGTERM and returns its exit code. */
export async function whileServing(
  { buildah, directory }: Bench,
  { image, env, ready }: Wish,
  work: () => Promise<void>,
): Promise<number | null> {
  const container = await runContainer(buildah, { directory, image, env });
  try {
    await untilReady(container, ready);
    await work();
  } finally {
    await container.stop();
  }
  return container.ended;
}

async function untilReady(container: Container, url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && container.process.exitCode === null) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(200);
  }
  throw new SetupFault(`${url} was not ready:\n${container.output().slice(-4_000)}`);
}
