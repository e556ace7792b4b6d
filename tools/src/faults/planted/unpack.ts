import { mkdir, rm } from 'node:fs/promises';
import { runCommand } from '../../platform/commands.ts';
import { SetupFault } from '../../platform/setup-fault.ts';

/** Empties the directory and unpacks into it what the command writes as a tar. In another process: the ways of the platform lead through this one. */
export async function unpack(archive: string[], directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const pipe = 'set -o pipefail; directory=$1; shift; "$@" | tar -C "$directory" -xf -';
  const answer = await runCommand(['bash', '-c', pipe, 'unpack', directory, ...archive]);
  if (!answer.succeeded) throw new SetupFault(`The sources could not be copied to ${directory}:\n${answer.output}`);
}
