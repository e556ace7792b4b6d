import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupFault } from '../../platform/setup-fault.ts';
import { CRASH_POINTS, type CrashPoint } from '../planted/crash-points.ts';
import { plant } from '../planted/plant.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { Fault, Heal } from './fault.ts';
import { serviceOf, worksWithout } from './process-faults.ts';

// Some places are passed only now and then: a refund needs somebody who gives money back.
const PATIENCE_MS = 30_000;

// Without these hardly anybody comes by: a broker that is down takes nothing from a relay.
const ON_THE_WAY = ['rabbitmq', 'sandbox', 'webhooks', 'push'];

const pointOf = (name: string) => CRASH_POINTS.find((point) => point.name === name) as CrashPoint;
const replicaOf = (name: string) => pointOf(name).replicas[0];

const crashPoint: Fault = {
  name: 'crash point',
  how: 'a process runs a copy of the sources that ends itself by kill -9 at a certain place, again and again',
  victims: CRASH_POINTS.map(({ name }) => name) as [string, ...string[]],
  touches: (victim) => [serviceOf(replicaOf(victim)), ...ON_THE_WAY],
  holdSeconds: [2, 6],
  works: (victim) => ({ ...worksWithout(replicaOf(victim)), floor: 0.8 }),
  async inject({ stage }, victim) {
    const copy = join(stage.directory, 'crashing');
    await plant(stage.sources, copy, pointOf(victim).patches);
    return letCrash(stage, pointOf(victim), copy);
  },
};

/** Resolves when the first has died; healing brings the sources of before back, and says when nobody came by: that would prove nothing. */
async function letCrash({ fleet, sources }: Stage, { name, replicas }: CrashPoint, copy: string): Promise<Heal> {
  const crashes = replicas.map((replica) => fleet.letCrash(replica));
  const count = () => crashes.reduce((sum, one) => sum + one.count(), 0);
  const restart = (root: string) => {
    for (const replica of replicas) fleet.moveTo(replica, root);
    for (const replica of replicas) fleet.kill(replica);
  };
  restart(copy);
  const deadline = Date.now() + PATIENCE_MS;
  while (count() === 0 && Date.now() < deadline) await sleep(100);
  return async () => {
    restart(sources);
    const deaths = count();
    for (const one of crashes) one.end();
    if (deaths === 0) throw new SetupFault(`nobody came by "${name}"`);
  };
}

export const CRASH_FAULTS = [crashPoint];
