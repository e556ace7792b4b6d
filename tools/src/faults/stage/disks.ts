import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { privatePostgresDirectory, removePrivatePostgres } from '../../platform/private-postgres.ts';
import type { Settings } from '../../platform/settings.ts';
import { type MaybeDisk, mountDisk, unmountDisk } from './small-disk.ts';

/** Whose disk can be full. */
export interface Disks {
  postgres: MaybeDisk;
  rabbitmq: MaybeDisk;
  pictures: MaybeDisk;
  logs: MaybeDisk;
}

/** A disk each for the cluster, the broker's data, catalog's pictures and the logs of all processes. Only the logs are there afterwards. */
export async function openDisks(settings: Settings, onStop: (undo: () => Promise<void>) => void): Promise<Disks> {
  const cluster = await privatePostgresDirectory(settings);
  onStop(() => removePrivatePostgres(settings));
  return {
    postgres: await mountDisk(cluster, { kept: false, onStop }),
    rabbitmq: await mountDisk(made(brokerOf(settings)), { kept: false, onStop }),
    pictures: await mountDisk(made(mediaOf(settings)), { kept: false, onStop }),
    logs: await mountDisk(logsOf(settings), { kept: true, onStop }),
  };
}

/** What a run that was ended with kill -9 a moment ago may have left mounted. */
export async function unmountStale(settings: Settings): Promise<void> {
  const cluster = await privatePostgresDirectory(settings);
  for (const directory of [cluster, brokerOf(settings), mediaOf(settings), logsOf(settings)])
    await unmountDisk(directory);
}

export const mediaOf = ({ localDirectory }: Settings) => join(localDirectory, 'media');
const logsOf = ({ localDirectory }: Settings) => join(localDirectory, 'logs');
// Its own log and configuration lie beside it: a broker whose log is full is another fault.
const brokerOf = ({ localDirectory }: Settings) => join(localDirectory, 'rabbitmq', 'data');

function made(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}
