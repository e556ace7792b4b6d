import { chmodSync, chownSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { privatePostgresDirectory, removePrivatePostgres } from '../../platform/private-postgres.ts';
import type { Settings } from '../../platform/settings.ts';
import { type MaybeDisk, mountDisk, unmountDisk } from './small-disk.ts';

/** Whose disk can be full. */
export interface Disks {
  postgres: MaybeDisk;
  logs: MaybeDisk;
}

/** A disk for the cluster and one for the logs of all processes. The logs are there afterwards, the cluster is not. */
export async function openDisks(settings: Settings, onStop: (undo: () => Promise<void>) => void): Promise<Disks> {
  const cluster = await privatePostgresDirectory(settings);
  onStop(() => removePrivatePostgres(settings));
  const { uid, gid, mode } = statSync(cluster);
  const postgres = await mountDisk(cluster, { kept: false, onStop });
  chownSync(cluster, uid, gid);
  chmodSync(cluster, mode);
  return { postgres, logs: await mountDisk(logsOf(settings), { kept: true, onStop }) };
}

/** What a run that was ended with kill -9 a moment ago may have left mounted. */
export async function unmountStale(settings: Settings): Promise<void> {
  for (const directory of [await privatePostgresDirectory(settings), logsOf(settings)]) await unmountDisk(directory);
}

const logsOf = ({ localDirectory }: Settings) => join(localDirectory, 'logs');
