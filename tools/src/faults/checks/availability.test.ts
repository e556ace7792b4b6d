import { expect, it } from 'vitest';
import type { Call } from '../ledger/entry.ts';
import { checkAvailability, type Window } from './availability.ts';
import { aCall } from './fixtures.test-data.ts';

const window: Window = {
  name: 'broker down',
  from: 1_000,
  until: 11_000,
  works: { operations: ['order', 'menu'], floor: 0.9 },
  recovery: { ms: 2_000, awaited: undefined },
};
const calls = (answered: number, unanswered: number): Call[] => [
  ...Array.from({ length: answered }, () => aCall()),
  ...Array.from({ length: unanswered }, () => aCall({}, { phase: 'info', status: 503, code: 'UNAVAILABLE' })),
];
const faults = (all: Call[], windows: Window[]) => checkAvailability(all, windows).verdict.violations;

it('holds when enough is answered; a refusal is an answer, and what need not work may fail', () => {
  expect(faults(calls(9, 1), [window])).toEqual([]);
  expect(faults([...calls(9, 0), aCall({}, { phase: 'fail', status: 409 })], [window])).toEqual([]);
  expect(faults([...calls(9, 0), aCall({ operation: 'login' }, { phase: 'info' })], [window])).toEqual([]);
  expect(faults([...calls(9, 0), aCall({ at: 20_000 }, { phase: 'info' })], [window])).toEqual([]);
});

it('is broken by too many failures, and by a single one where none is allowed', () => {
  expect(faults(calls(8, 2), [window])).toEqual([
    'broker down: 2 of 10 not answered, 1 may be: 2 × order: 503 UNAVAILABLE',
  ]);
  expect(faults(calls(999, 1), [{ ...window, works: { ...window.works, floor: 1 } }])).toHaveLength(1);
});

it('is broken by slow answers and by a late or missing recovery', () => {
  const slow = Array.from({ length: 200 }, () => aCall({}, { ms: 6_000 }));
  expect(faults(slow, [window])).toEqual(['broker down: p99 6000 ms']);
  const bad = Array.from({ length: 200 }, () => aCall({}, { ms: 2_500 }));
  expect(faults(bad, [window])).toEqual([]);
  expect(faults(bad, [{ ...window, works: { ...window.works, p99Ms: 2_000 } }])).toEqual(['broker down: p99 2500 ms']);
  const given = Array.from({ length: 10 }, () => aCall({}, { phase: 'info', ms: 8_000 }));
  expect(faults([...calls(490, 0), ...given], [window])).toEqual([]);
  expect(faults(calls(9, 0), [{ ...window, recovery: { ms: 31_000, awaited: 'no menu' } }])).toEqual([
    'broker down: recovered after 31 s',
  ]);
  expect(faults(calls(9, 0), [{ ...window, recovery: { missing: 'no menu' } }])).toEqual([
    'broker down: never recovered: no menu',
  ]);
});

it('leaves calls of a calm time out that the next fault has met', () => {
  const calm = { ...window, recovery: undefined };
  expect(faults([aCall({}, { phase: 'info', at: 12_000 }), aCall({}, { phase: 'info', at: 12_000 })], [calm])).toEqual(
    [],
  );
  expect(
    faults([aCall({}, { phase: 'info', at: 9_000 }), aCall({}, { phase: 'info', at: 9_000 })], [calm]),
  ).toHaveLength(1);
});

it('counts what was answered per second', () => {
  expect(checkAvailability(calls(50, 5), [window]).windows[0]).toMatchObject({ goodput: 5, asked: 55, unanswered: 5 });
});

it('is broken when nobody asked for what must go on, but not by a calm time or a fault under which nothing need work', () => {
  const silent = 'broker down: nobody asked for order, menu: it proves nothing';
  expect(faults([], [window])).toEqual([silent]);
  expect(faults([aCall({ operation: 'login' }, { phase: 'ok' })], [window])).toEqual([silent]);
  expect(faults([], [{ ...window, recovery: undefined }])).toEqual([]);
  expect(faults([], [{ ...window, works: { operations: [], floor: 0 } }])).toEqual([]);
});
