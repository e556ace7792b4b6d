import { parseArgs } from 'node:util';
import { SetupFault } from '../platform/setup-fault.ts';

/** The parts of the benchmark, in the order in which they run. */
export const PARTS = ['menu', 'orders', 'latency', 'memory', 'start', 'telemetry', 'growth'] as const;
export type PartName = (typeof PARTS)[number];

export interface Wishes {
  parts: PartName[];
  rounds: number;
  /** Of load before the first measurement of a part: a restaurant's processes run for days, and V8 compiles what is hot. */
  warmUpSeconds: number;
  /** Of one measurement under load. */
  seconds: number;
  /** Of the burst of orders. */
  burstSeconds: number;
  /** Of the load under which memory must not grow. */
  steadySeconds: number;
  /** Orders in the tables of the last step of growth. */
  mostOrders: number;
  /** Servers of its own, or those that `make start` would use. */
  servers: 'own' | 'shared';
  isStrict: boolean;
  /** Services whose CPU is profiled meanwhile; `postgres`: what its statements cost. */
  profile: string[];
}

const USAGE = `npm run bench -- [--only ${PARTS.join(',')}] [--rounds 5] [--quick] [--orders 1000000] [--servers own|shared] [--profile gateway,ordering] [--strict]`;

const LONG = { warmUpSeconds: 40, seconds: 5, burstSeconds: 10, steadySeconds: 600, mostOrders: 1_000_000 };
const QUICK = { warmUpSeconds: 8, seconds: 2, burstSeconds: 3, steadySeconds: 30, mostOrders: 100_000 };

/** Reads the command line. Throws a `SetupFault` with the usage when it cannot be understood. */
export function readWishes(args: string[]): Wishes {
  const values = parsed(args);
  const only = values.only?.split(',').map((name) => PARTS.find((part) => part === name.trim()));
  const rounds = Number(values.rounds ?? (values.quick ? 2 : 5));
  const length = values.quick ? QUICK : LONG;
  const mostOrders = Number(values.orders ?? length.mostOrders);
  const servers = values.servers === 'shared' ? 'shared' : 'own';
  const isCount = (number: number, least: number) => Number.isInteger(number) && number >= least;
  if (
    only?.includes(undefined) ||
    !isCount(rounds, 1) ||
    !isCount(mostOrders, 1_001) ||
    (values.servers ?? servers) !== servers
  )
    throw new SetupFault(USAGE, 64);
  return {
    parts: PARTS.filter((part) => !only || only.includes(part)),
    rounds,
    ...length,
    mostOrders,
    servers,
    isStrict: values.strict === true,
    profile: values.profile?.split(',') ?? [],
  };
}

function parsed(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const options = {
      only: text,
      rounds: text,
      orders: text,
      servers: text,
      profile: text,
      quick: flag,
      strict: flag,
      help: flag,
    };
    const { values } = parseArgs({ args, options });
    if (!values.help) return values;
  } catch (error) {
    throw new SetupFault(`${error instanceof Error ? error.message : error}\n${USAGE}`, 64);
  }
  throw new SetupFault(USAGE, 0);
}
