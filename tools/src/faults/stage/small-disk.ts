import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { runCommand } from '../../platform/commands.ts';
import { SetupFault } from '../../platform/setup-fault.ts';

/** A file system of its own, in memory: only there can it be full without filling the machine's. */
export interface Disk {
  /** No page more than are in use. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

/** The disk, or why there is none. */
export type MaybeDisk = Disk | { missing: string };

// A limit, not a size: memory is taken as files grow.
const ROOMY = '50%';
const PAGE = 4_096;
const TRIES = 20;

/** Mounts an empty one at the directory, whose owner and mode it keeps. What is in it at the end stays in the directory when it is `kept`. */
export async function mountDisk(
  directory: string,
  { kept, onStop }: { kept: boolean; onStop: (undo: () => Promise<void>) => void },
): Promise<MaybeDisk> {
  const { uid, gid, mode } = statSync(directory);
  const mounted = await runCommand(['mount', '-t', 'tmpfs', '-o', `size=${ROOMY}`, 'campus-faults', directory]);
  if (!mounted.succeeded) return { missing: `no file system can be mounted here (${mounted.output.split('\n')[0]})` };
  chownSync(directory, uid, gid);
  chmodSync(directory, mode);
  const dismiss = unmountWhenWeAreGone(directory);
  onStop(async () => {
    if (kept) await copyOut(directory);
    await unmountDisk(directory);
    if (kept) replaceBy(directory, outsideOf(directory));
    dismiss();
  });
  const resize = async (size: string) =>
    (await runCommand(['mount', '-o', `remount,size=${size}`, directory])).succeeded;
  return {
    async fill() {
      for (let tries = 1; !(await resize(String(usedIn(directory)))); tries += 1)
        if (tries === TRIES) throw new SetupFault(`${directory} could not be made full.`);
    },
    async free() {
      if (!(await resize(ROOMY))) throw new SetupFault(`${directory} could not be made roomy again.`);
    },
  };
}

/** Unmounts what is there, if anything, also under those who still use it. */
export async function unmountDisk(directory: string): Promise<void> {
  await runCommand(['umount', '--lazy', directory]);
}

// Between this look and the remount it may grow, which makes the remount fail.
function usedIn(directory: string): number {
  const { blocks, bfree, bsize } = statfsSync(directory);
  return Math.max((blocks - bfree) * bsize, PAGE);
}

/** Waits beside us for our end, whatever it is: nobody else could unmount after a kill -9. */
function unmountWhenWeAreGone(directory: string): () => void {
  const script = 'tail --pid="$1" -f /dev/null; exec umount --lazy "$2"';
  const watch = spawn('sh', ['-c', script, 'unmount', String(process.pid), directory], {
    detached: true,
    stdio: 'ignore',
  });
  watch.unref();
  return () => void (watch.pid && process.kill(-watch.pid, 'SIGKILL'));
}

const outsideOf = (directory: string) => `${directory}.kept`;

async function copyOut(directory: string): Promise<void> {
  const outside = outsideOf(directory);
  rmSync(outside, { recursive: true, force: true });
  mkdirSync(outside);
  await runCommand(['cp', '-a', `${directory}/.`, outside]);
}

function replaceBy(directory: string, other: string): void {
  rmSync(directory, { recursive: true });
  renameSync(other, directory);
}
