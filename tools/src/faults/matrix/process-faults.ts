import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../../platform/commands.ts';
import type { ProcessIdentity } from '../../platform/process-identity.ts';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Stage } from '../stage/open-stage.ts';
import { type Fault, NOTHING, nothingToHeal, UNBOUNDED, type Works, wholly, without } from './fault.ts';

const REPLICAS = [
  'ordering-1',
  'ordering-2',
  'payment-1',
  'payment-2',
  'gateway-1',
  'gateway-2',
  'realtime-1',
  'realtime-2',
  'auth',
  'catalog',
  'notification',
  'reporting',
] as const;
// The supervisor waits up to five seconds before it starts one that has crashed again and again.
const START_MS = 10_000;
const FEW_FILES = 48;
const SMALL_MEGABYTES = 96;
const PAIRS = ['gateway', 'ordering', 'payment', 'realtime'] as const;

// What a replica had in hand is lost with it; the other one goes on.
const WITHOUT_ONE_REPLICA = 0.9;
export const serviceOf = (replica: string) => replica.replace(/-\d$/, '');

export function worksWithout(replica: string): Works {
  const service = serviceOf(replica);
  if (service === 'catalog') return { operations: without('menu'), floor: 0.97 };
  return { operations: without(), floor: ['gateway', 'ordering'].includes(service) ? WITHOUT_ONE_REPLICA : 0.97 };
}

const kill: Fault = {
  name: 'kill',
  how: 'kill -9 of one process; the supervisor starts it again',
  victims: REPLICAS,
  touches: (victim) => [serviceOf(victim)],
  holdSeconds: [2, 4],
  works: worksWithout,
  async inject({ stage }, victim) {
    await untilRunning(stage, victim);
    stage.fleet.kill(victim);
    return nothingToHeal;
  },
};

const killAgain: Fault = {
  name: 'kill again and again',
  how: 'kill -9 of one process as soon as it has started, four times',
  victims: REPLICAS,
  touches: (victim) => [serviceOf(victim)],
  holdSeconds: [0, 1],
  works: (victim) => ({ ...worksWithout(victim), floor: 0.8 }),
  async inject({ stage }, victim) {
    for (let turn = 0; turn < 4; turn += 1) {
      await untilRunning(stage, victim);
      stage.fleet.kill(victim);
      await sleep(1_500);
    }
    return nothingToHeal;
  },
};

const freeze: Fault = {
  name: 'freeze',
  how: 'SIGSTOP, later SIGCONT: a process that comes back with stale locks and leases',
  victims: REPLICAS,
  touches: (victim) => [serviceOf(victim)],
  holdSeconds: [8, 20],
  // Whoever was on a connection to the frozen one waits for an answer that does not come.
  works: (victim) => ({
    ...(['auth', 'catalog'].includes(victim) ? NOTHING : { operations: without('menu'), floor: 0.75 }),
    refusedWithinMs: UNBOUNDED,
  }),
  async inject({ stage }, victim) {
    await untilRunning(stage, victim);
    const thaw = stage.fleet.freeze(victim);
    return async () => thaw();
  },
};

const rolling: Fault = {
  name: 'rolling restart',
  how: 'SIGTERM to one replica after the other, each when the one before is ready again',
  victims: PAIRS,
  touches: (victim) => [victim],
  holdSeconds: [0, 1],
  works: () => ({ operations: without(), floor: 1 }),
  async inject({ stage }, victim) {
    for (const name of [`${victim}-1`, `${victim}-2`]) {
      await untilRunning(stage, name);
      await stage.fleet.restart(name);
    }
    return nothingToHeal;
  },
};

const fewFiles: Fault = {
  name: 'few file descriptors',
  how: `prlimit --nofile=${FEW_FILES}: no new connection and no new file beyond that`,
  victims: ['ordering-1', 'payment-1', 'gateway-1', 'notification'],
  touches: (victim) => [serviceOf(victim)],
  holdSeconds: [4, 8],
  works: () => NOTHING,
  async inject({ stage }, victim) {
    const { pid } = await untilRunning(stage, victim);
    const before = await prlimit(pid, '--nofile', '--output=SOFT', '--noheadings');
    await prlimit(pid, `--nofile=${FEW_FILES}:`);
    // Whoever ends meanwhile starts again without it.
    return async () =>
      void (stage.fleet.identityOf(victim)?.pid === pid && (await prlimit(pid, `--nofile=${before}:`)));
  },
};

async function prlimit(pid: number, ...options: string[]): Promise<string> {
  const answer = await runCommand(['prlimit', `--pid=${pid}`, ...options]);
  if (!answer.succeeded) throw new SetupFault(answer.output);
  return answer.stdout.trim();
}

const smallHeap: Fault = {
  name: 'small heap',
  how: `a process is started again with ${SMALL_MEGABYTES} MB of heap, and later with its own`,
  victims: ['ordering-1', 'payment-1', 'gateway-1', 'realtime-1', 'notification', 'reporting'],
  touches: (victim) => [serviceOf(victim)],
  holdSeconds: [3, 6],
  works: () => ({ operations: without(), floor: 0.97 }),
  async inject({ stage }, victim) {
    const giveBack = stage.fleet.limitHeap(victim, SMALL_MEGABYTES);
    const restart = async () => {
      await untilRunning(stage, victim);
      await stage.fleet.restart(victim);
    };
    const heal = () => {
      giveBack();
      return restart();
    };
    return wholly(heal, restart);
  },
};

/** A process that is between two lives cannot be met: nothing would be injected, and nobody would know. */
async function untilRunning({ fleet }: Stage, name: string): Promise<ProcessIdentity> {
  for (const deadline = Date.now() + START_MS; ; await sleep(50)) {
    const identity = fleet.identityOf(name);
    if (identity) return identity;
    if (Date.now() > deadline) throw new SetupFault(`${name} is not running.`);
  }
}

export const PROCESS_FAULTS = [kill, killAgain, freeze, rolling, fewFiles, smallHeap];
