import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

// The kernel takes such a change from an ordinary user ten times a second, of the whole machine.
const TRIES = 30;
const PAUSE_MS = 120;

/**
 * Lets a process that leads a session go behind others when the machine is busy. Where Linux groups processes by session (`sched_autogroup_enabled`),
 * a niceness counts only within the session: it is the group that has to stand back. A wish: where it cannot be had the process runs like all others.
 */
export function standBack(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already.
  }
  void groupStandsBack(pid, niceness);
}

async function groupStandsBack(pid: number, niceness: number): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      return await writeFile(`/proc/${pid}/autogroup`, String(niceness));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      await sleep(PAUSE_MS, undefined, { ref: false });
    }
  }
}
