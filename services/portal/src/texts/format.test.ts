import { expect, test } from 'vitest';
import { createFormat } from './format.ts';

const format = createFormat({ locale: 'en-IN', timeZone: 'Asia/Kolkata' });
const spaces = (text: string) => text.replaceAll(/\s/g, ' ');

test('money is rupees with two decimals in Indian groups', () => {
  expect(format.money(120)).toBe('₹120.00');
  expect(format.money(1234567.5)).toBe('₹12,34,567.50');
});

test('times are the restaurant’s, wherever the device is', () => {
  expect(spaces(format.time('2026-02-13T08:30:00Z'))).toBe('2:00 pm');
  expect(format.calendarDay('2026-02-13T19:00:00Z')).toBe('2026-02-14');
});

test('a moment of today is its time alone', () => {
  const now = Date.parse('2026-02-13T10:00:00Z');
  expect(spaces(format.moment('2026-02-13T08:30:00Z', now))).toBe('2:00 pm');
  expect(spaces(format.moment('2026-02-12T08:30:00Z', now))).toBe('12 Feb, 2:00 pm');
});

test('a distance is told in the largest unit that is not zero', () => {
  const now = Date.parse('2026-02-13T10:00:00Z');
  expect(format.relative('2026-02-13T10:05:00Z', now)).toBe('in 5 min');
  expect(format.relative('2026-02-13T08:00:00Z', now)).toBe('2 hr ago');
  expect(format.relative('2026-02-12T09:00:00Z', now)).toBe('yesterday');
});

test('a business day is a date without a zone', () => {
  expect(format.day('2026-11-26')).toBe('Thu, 26 Nov, 2026');
  expect(format.shortDay('2026-11-26')).toBe('26 Nov');
});

test('where room is short an amount is rounded', () => {
  expect(format.shortMoney(0)).toBe('₹0');
  expect(format.shortMoney(12_345)).toMatch(/^₹12\.3[KT]$/);
});
