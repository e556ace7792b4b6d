import { SetupFault } from '../../platform/setup-fault.ts';
import type { Stage } from '../stage/open-stage.ts';
import { TWICE } from '../stage/replicas.ts';
import { type Fault, without } from './fault.ts';

const versions: Fault = {
  name: 'two versions side by side',
  how: 'one replica of each pair goes back to the version before, on the database of today; later forward again (--before)',
  victims: ['gateway, ordering, payment and realtime'],
  touches: () => TWICE,
  holdSeconds: [5, 10],
  // Both directions are rolling restarts.
  works: () => ({ operations: without(), floor: 1 }),
  impossible: ({ stage }) => ('missing' in stage.versionBefore ? stage.versionBefore.missing : undefined),
  async inject({ stage }) {
    const { versionBefore } = stage;
    if ('missing' in versionBefore) throw new SetupFault(versionBefore.missing);
    await roll(stage, await versionBefore.sources());
    return () => roll(stage, stage.sources);
  },
};

/** One of each pair at a time: the other one goes on. */
async function roll({ fleet }: Stage, sources: string): Promise<void> {
  const first = TWICE.map((service) => `${service}-1`);
  for (const name of first) fleet.moveTo(name, sources);
  await Promise.all(first.map((name) => fleet.restart(name)));
}

export const DEPLOY_FAULTS = [versions];
