import { expect, it } from 'vitest';
import { chooseFaults } from './choose-faults.ts';
import { FAULT_MATRIX } from './fault-matrix.ts';

it('chooses all rows for no name, a row by its name, and one victim of a row by both', () => {
  expect(chooseFaults([])).toEqual(FAULT_MATRIX);
  const [whole, one] = chooseFaults(['kill', 'kill (reporting)']);
  expect(whole?.victims.length).toBeGreaterThan(1);
  expect(one).toEqual({ ...whole, victims: ['reporting'] });
});

it('of names that begin alike each means its own row', () => {
  expect(chooseFaults(['kill again and again (auth)'])[0]?.name).toBe('kill again and again');
});

it('every victim can be chosen, and what nobody can mean is undefined', () => {
  for (const { name, victims } of FAULT_MATRIX)
    for (const victim of victims)
      expect(chooseFaults([`${name} (${victim})`])[0]).toMatchObject({ name, victims: [victim] });
  expect(chooseFaults(['nonsense', 'kill (nobody)'])).toEqual([undefined, undefined]);
});
