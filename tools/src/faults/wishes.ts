import { parseArgs } from 'node:util';
import { SetupFault } from '../platform/setup-fault.ts';
import { chooseFaults } from './matrix/choose-faults.ts';
import type { Fault } from './matrix/fault.ts';
import { FAULT_MATRIX } from './matrix/fault-matrix.ts';
import type { PlantedBug } from './planted/planted-bug.ts';
import { PLANTED_BUGS } from './planted/planted-bugs.ts';

export const USAGE = `faults: runs the whole platform with servers of its own, lets people order, breaks things by a seed, and holds what is left
against fourteen invariants (docs/faults.md).
  --seed <number>       the schedule and everybody's wishes follow from it (7); also SEED=
  --minutes <number>    how long faults are injected (2.5), besides a minute to start and one to come to rest; also MINUTES=
  --plant <bug>         with a bug planted into a copy of the sources, which must be caught; also PLANT=
  --only <fault>        only this row of the matrix, or "kill (reporting)": with this victim; may be repeated
  --before <revision>   the version that runs beside this one: a revision of git (the last tag, or twenty commits ago); also BEFORE=
  --report <file>       where the report goes (.local/faults/<seed>.md)
Ends with 0 when all hold (with a planted bug: when it is caught), otherwise with 1; with 64 for a wrong command line.`;

export interface Wishes {
  help: boolean;
  seed: number;
  minutes: number;
  faults: Fault[];
  before: string | undefined;
  plant: PlantedBug | undefined;
  report: string | undefined;
}

const EX_USAGE = 64;

/** What the command line and the environment ask for. Throws `SetupFault` for what nobody can mean. */
export function readWishes(args: string[], environment: NodeJS.ProcessEnv): Wishes {
  const { help = false, seed, minutes, only = [], plant, report, before } = parsed(args);
  return {
    help,
    seed: numberOf('seed', seed ?? (environment.SEED || '7')),
    minutes: numberOf('minutes', minutes ?? (environment.MINUTES || '2.5')),
    faults: faultsOf(only),
    before: before ?? (environment.BEFORE || undefined),
    plant: plantedBug(plant ?? environment.PLANT),
    report,
  };
}

function parsed(args: string[]) {
  try {
    const options = {
      help: { type: 'boolean', short: 'h' },
      seed: { type: 'string' },
      minutes: { type: 'string' },
      plant: { type: 'string' },
      only: { type: 'string', multiple: true },
      report: { type: 'string' },
      before: { type: 'string' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function faultsOf(only: string[]): Fault[] {
  return chooseFaults(only).map((fault, index) => {
    if (fault) return fault;
    const names = FAULT_MATRIX.map(({ name }) => name).join(', ');
    throw wrong(`There is no fault ${only[index]}; there are ${names}.`);
  });
}

function plantedBug(name: string | undefined): PlantedBug | undefined {
  const bug = PLANTED_BUGS.find((one) => one.name === name);
  if (name && !bug)
    throw wrong(`There is no planted bug ${name}; there are ${PLANTED_BUGS.map((one) => one.name).join(', ')}.`);
  return bug;
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0 || text.trim() === '')
    throw wrong(`${name} must be a number, not "${text}".`);
  return number;
}

function wrong(message: string): SetupFault {
  return new SetupFault(`${message}\n\n${USAGE}`, EX_USAGE);
}
