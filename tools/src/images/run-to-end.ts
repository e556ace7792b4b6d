import { SetupFault } from '../platform/setup-fault.ts';
import type { Bench } from './bench.ts';
import { runContainer } from './container.ts';

/** Runs a command of an image to its end and returns what it printed. Throws `SetupFault` when it fails. */
export async function runToEnd(
  { buildah, directory }: Bench,
  image: string,
  { command, env = {} }: { command: string[]; env?: Record<string, string> },
): Promise<string> {
  const container = await runContainer(buildah, { directory, image, command, env });
  const code = await container.ended;
  if (code !== 0) throw new SetupFault(`${image} ${command[0]} ended with ${code}:\n${container.output()}`);
  return container.output().trim();
}
