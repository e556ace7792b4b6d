import { join } from 'node:path';
import { SetupFault } from '../../platform/setup-fault.ts';
import { CRASH_POINTS, type CrashPoint } from '../planted/crash-points.ts';
import { plant } from '../planted/plant.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { Fault, Heal } from './fault.ts';
import { serviceOf, worksWithout } from './process-faults.ts';

const pointOf = (name: string) => CRASH_POINTS.find((point) => point.name === name) as CrashPoint;
const replicaOf = (name: string) => pointOf(name).replicas[0];

const crashPoint: Fault = {
  name: 'crash point',
  how: 'a process runs a copy of the sources that ends itself by kill -9 at a certain place, again and again',
  victims: CRASH_POINTS.map(({ name }) => name) as [string, ...string[]],
  touches: (victim) => [serviceOf(replicaOf(victim))],
  holdSeconds: [8, 14],
  works: (victim) => ({ ...worksWithout(replicaOf(victim)), floor: 0.8 }),
  async inject({ stage }, victim) {
    const copy = join(stage.directory, 'crashing');
    await plant(stage.sources, copy, pointOf(victim).patches);
    return letCrash(stage, pointOf(victim), copy);
  },
};

/** What comes by dies from now on; healing brings the sources of before back, and says when nobody came by: that would prove nothing. */
function letCrash({ fleet, sources }: Stage, { name, replicas }: CrashPoint, copy: string): Heal {
  const counts = replicas.map((replica) => fleet.letCrash(replica));
  const restart = (root: string) => {
    for (const replica of replicas) fleet.moveTo(replica, root);
    for (const replica of replicas) fleet.kill(replica);
  };
  restart(copy);
  return async () => {
    restart(sources);
    const crashes = counts.reduce((sum, count) => sum + count(), 0);
    if (crashes === 0) throw new SetupFault(`nobody came by "${name}"`);
  };
}

export const CRASH_FAULTS = [crashPoint];
