import type { Figure } from './figure.ts';
import { type Memory, proportionalSum } from './memory-of.ts';
import type { Steady } from './steady-growth.ts';

const PART = 'memory';
/** Of students, open at once. */
export const SOCKETS = 1_000;

/** Memory of each process at one time. */
export type Moment = Record<string, Memory>;

export interface Moments {
  idle: Moment[];
  /** Cores that everything together uses while nothing is asked. */
  idleCpu: number;
  /** After the load of each round: services and gateway, and these with the servers. */
  loaded: Moment[];
  whole: Moment[];
  open: Moment[];
  growth: Steady;
}

export function memoryFigures({ idle, idleCpu, loaded, whole, open, growth }: Moments): Figure[] {
  return [
    { ...sums('idle', idle), target: { atMost: 500 } },
    { ...sums('after the load', loaded), target: { atMost: 900 } },
    { ...sums('after the load, with PostgreSQL, RabbitMQ and Redis', whole), target: { atMost: 2_000 } },
    sums(`with ${SOCKETS} sockets`, open),
    {
      part: PART,
      name: `${growth.seconds} s of 10 orders/s: end beside beginning`,
      unit: 'MB',
      rounds: [growth.end],
      against: { name: 'at the beginning', rounds: [growth.beginning] },
      target: { atMost: 1.05 },
    },
    { part: PART, name: 'cores used while idle, everything', unit: '', rounds: [idleCpu] },
    ...each('idle', idle),
    ...each('after the load', whole),
    ...each(`with ${SOCKETS} sockets`, open),
  ];
}

/** The sum of the last of these moments, for a person who waits. */
export function megabytes(moments: Moment[]): string {
  return proportionalSum(moments.at(-1) ?? {}).toFixed(0);
}

function sums(when: string, moments: Moment[]): Figure {
  return { part: PART, name: `services and gateway, PSS, ${when}`, unit: 'MB', rounds: moments.map(proportionalSum) };
}

// The processes of PostgreSQL share most of what each of them holds.
const SERVERS = new Set(['postgres', 'rabbitmq', 'redis']);

function each(when: string, moments: Moment[]): Figure[] {
  const names = Object.keys(moments[0] ?? {});
  return names.map((name) => ({
    part: PART,
    name: `${name}, ${SERVERS.has(name) ? 'PSS' : 'RSS'}, ${when}`,
    unit: 'MB',
    rounds: moments.map((moment) => moment[name]?.[SERVERS.has(name) ? 'proportionalMb' : 'residentMb'] ?? Number.NaN),
  }));
}
