import { expect, it } from 'vitest';
import { checkProcesses } from './processes.ts';

const death = { name: 'ordering-1', pid: 7, how: 'SIGKILL', at: 0, wanted: true };
const world = {
  deaths: [death, { ...death, how: 'exit 0' }],
  unhandled: [],
  before: { auth: { residentMegabytes: 90, handles: 40 } },
  after: { auth: { residentMegabytes: 120, handles: 45 } },
  databaseConnections: { before: 60, after: 62 },
};
const faults = (changes: Partial<typeof world> & { unhandled?: string[] }) =>
  checkProcesses({ ...world, ...changes } as never).violations;

it('holds when only the schedule ended processes and all came back to what it held', () => {
  expect(faults({})).toEqual([]);
});

it('is broken by an end of its own, by a stop that fails, and by an error nobody handled', () => {
  expect(faults({ deaths: [{ ...death, wanted: false, how: 'exit 1' }] })).toEqual([
    'ordering-1 ended by itself (exit 1) at 1970-01-01T00:00:00.000Z',
  ]);
  expect(faults({ deaths: [{ ...death, how: 'exit 1' }] })).toEqual([
    'ordering-1 was told to stop and ended with exit 1',
  ]);
  expect(faults({ unhandled: ['auth: unhandled rejection'] as never })).toEqual([
    'not handled: auth: unhandled rejection',
  ]);
});

it('is broken by memory, handles or connections that are not given back', () => {
  expect(faults({ after: { auth: { residentMegabytes: 300, handles: 45 } } })).toHaveLength(1);
  expect(faults({ after: { auth: { residentMegabytes: 90, handles: 400 } } })).toHaveLength(1);
  expect(faults({ databaseConnections: { before: 60, after: 150 } })).toHaveLength(1);
});
