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

/** One after the other, as a deployment does it. */
async function roll({ fleet }: Stage, sources: string): Promise<void> {
  for (const service of TWICE) {
    const name = `${service}-1`;
    fleet.moveTo(name, sources);
    await fleet.restart(name);
  }
}

export const DEPLOY_FAULTS = [versions];
