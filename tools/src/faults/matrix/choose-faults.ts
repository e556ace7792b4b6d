import type { Fault } from './fault.ts';
import { FAULT_MATRIX } from './fault-matrix.ts';

/** The rows with these names, `kill (reporting)` being the row with one victim; all rows for no name. Undefined stands for a name that means nothing. */
export function chooseFaults(names: string[]): (Fault | undefined)[] {
  return names.length === 0 ? [...FAULT_MATRIX] : names.map(faultNamed);
}

function faultNamed(name: string): Fault | undefined {
  const fault = FAULT_MATRIX.find((one) => name === one.name || name.startsWith(`${one.name} (`));
  const victim = fault?.victims.find((one) => name === `${fault.name} (${one})`);
  if (fault && victim) return { ...fault, victims: [victim] };
  return fault?.name === name ? fault : undefined;
}
