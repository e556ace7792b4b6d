import { expect, test } from 'vitest';
import { businessDay, dayBounds } from './business-clock.ts';
import { nextOpening, overlappingWindows, windowAt } from './time-windows.ts';

const zone = 'Asia/Kolkata';
const windows = {
  breakfast: { start: '07:00', end: '10:00' },
  lunch: { start: '12:00', end: '15:00' },
  night: { start: '22:00', end: '02:00' },
};
const at = (local: string) => new Date(`${local}+05:30`);

test.each([
  ['2026-02-13T11:59:59.999', undefined, undefined],
  ['2026-02-13T12:00:00', 'lunch', '2026-02-13'],
  ['2026-02-13T14:59:59.999', 'lunch', '2026-02-13'],
  ['2026-02-13T15:00:00', undefined, undefined],
  ['2026-02-13T23:59:59', 'night', '2026-02-13'],
  ['2026-02-14T00:00:01', 'night', '2026-02-13'],
  ['2026-02-14T02:00:00', undefined, undefined],
])('at %s the open window is %s of %s', (local, name, day) => {
  const window = windowAt(windows, at(local), zone);
  expect([window?.name, window?.businessDay]).toEqual([name, day]);
});

test('a window from midnight to midnight is a whole day', () => {
  const whole = { day: { start: '00:00', end: '00:00' } };
  expect(windowAt(whole, at('2026-02-13T00:00:00'), zone)?.businessDay).toBe('2026-02-13');
  expect(windowAt(whole, at('2026-02-13T23:59:59'), zone)?.businessDay).toBe('2026-02-13');
});

test('the next opening skips to the morning after the last window', () => {
  expect(nextOpening(windows, at('2026-02-13T15:30:00'), zone)).toEqual(at('2026-02-13T22:00:00'));
  expect(nextOpening(windows, at('2026-02-13T22:30:00'), zone)).toEqual(at('2026-02-14T07:00:00'));
  expect(nextOpening({}, at('2026-02-13T22:30:00'), zone)).toBeUndefined();
});

test('overlaps are found across midnight, touching windows are none', () => {
  expect(overlappingWindows(windows)).toBeUndefined();
  expect(
    overlappingWindows({ a: { start: '07:00', end: '10:00' }, b: { start: '10:00', end: '12:00' } }),
  ).toBeUndefined();
  expect(overlappingWindows({ ...windows, early: { start: '01:59', end: '03:00' } })).toEqual(['night', 'early']);
});

test('the business day follows the restaurant, not UTC', () => {
  expect(businessDay(new Date('2026-02-12T18:29:59Z'), zone)).toBe('2026-02-12');
  expect(businessDay(new Date('2026-02-12T18:30:00Z'), zone)).toBe('2026-02-13');
  expect(dayBounds('2026-02-13', zone)).toEqual({ from: at('2026-02-13T00:00:00'), until: at('2026-02-14T00:00:00') });
});
