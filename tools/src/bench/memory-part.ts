import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { cpuBetween, cpuOf, total } from './cpu-of.ts';
import type { Figure } from './figure.ts';
import { runLoad } from './load/run-load.ts';
import { type Moment, megabytes, memoryFigures, SOCKETS } from './memory-figures.ts';
import { memoryOf } from './memory-of.ts';
import { menuLoad } from './menu-load.ts';
import { openCanteen } from './settled-orders.ts';
import { steadyGrowth } from './steady-growth.ts';
import { openStudentSockets } from './student-sockets.ts';
import { signInStudents } from './students.ts';
import { platformPids, serverPids } from './watched-processes.ts';

const IDLE_MS = 10_000;
const STUDENTS = 64;

/** Memory of every process: idle after a start, after a load, with a thousand sockets, and while orders come evenly for ten minutes. */
export async function memoryPart(bench: Bench): Promise<Figure[]> {
  const { platform, telemetry, wishes, say } = bench;
  await platform.stop();
  await platform.start(telemetry);
  const idleCpu = await cpuWhileIdle(platform);
  const idle = [memoryOf(platformPids(platform))];
  say(`memory: ${megabytes(idle)} MB idle`);

  const tokens = await signInStudents(platform, STUDENTS);
  const [loaded, whole]: [Moment[], Moment[]] = [[], []];
  for (let turn = 0; turn < wishes.rounds; turn += 1) {
    await loadOnce(bench, tokens);
    loaded.push(memoryOf(platformPids(platform)));
    whole.push({ ...loaded.at(-1), ...memoryOf(serverPids(platform)) });
  }
  say(`memory: ${megabytes(loaded)} MB after the load`);
  const growth = await steadyGrowth(platform, { tokens, seconds: wishes.steadySeconds });
  const open = [await withSockets(platform)];
  return memoryFigures({ idle, idleCpu, loaded, whole, open, growth });
}

/** Jobs, polls and heartbeats of services and servers, in cores. */
async function cpuWhileIdle(platform: BenchPlatform): Promise<number> {
  const pids = { ...platformPids(platform), ...serverPids(platform) };
  await sleep(IDLE_MS);
  const before = cpuOf(pids);
  await sleep(IDLE_MS);
  return total(cpuBetween(before, cpuOf(pids))) / (IDLE_MS / 1_000);
}

async function loadOnce({ platform, wishes }: Bench, tokens: string[]): Promise<void> {
  await runLoad(menuLoad(platform.origin, { tokens, seconds: wishes.seconds }));
  const canteen = await openCanteen(platform, tokens[0] ?? '');
  try {
    await canteen.serve({ tokens: tokens.slice(0, 16), seconds: wishes.burstSeconds, payment: 'cash' });
    await canteen.serve({ tokens: tokens.slice(0, 16), seconds: wishes.seconds, payment: 'upi' });
  } finally {
    await canteen.close();
  }
}

async function withSockets(platform: BenchPlatform): Promise<Moment> {
  const sockets = await openStudentSockets(platform, SOCKETS);
  try {
    await sleep(IDLE_MS / 2);
    return memoryOf(platformPids(platform));
  } finally {
    await sockets.close();
  }
}
