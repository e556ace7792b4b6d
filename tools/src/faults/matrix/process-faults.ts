import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../../platform/commands.ts';
import { type Fault, NOTHING, nothingToHeal, type Works, without } from './fault.ts';

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
  works: (victim) => (['auth', 'catalog'].includes(victim) ? NOTHING : { operations: without('menu'), floor: 0.75 }),
  async inject({ stage }, victim) {
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
    for (const name of [`${victim}-1`, `${victim}-2`]) await stage.fleet.restart(name);
    return nothingToHeal;
  },
};

const fewFiles: Fault = {
  name: 'few file descriptors',
  how: 'prlimit --nofile=48: no new connection and no new file beyond that',
  victims: ['ordering-1', 'payment-1', 'gateway-1', 'notification'],
  touches: (victim) => [serviceOf(victim)],
  holdSeconds: [4, 8],
  works: () => NOTHING,
  async inject({ stage }, victim) {
    const limit = async (count: number) => {
      const identity = stage.fleet.identityOf(victim);
      if (identity) await runCommand(['prlimit', `--pid=${identity.pid}`, `--nofile=${count}:1048576`]);
    };
    await limit(48);
    return () => limit(65_536);
  },
};

export const PROCESS_FAULTS = [kill, killAgain, freeze, rolling, fewFiles];
