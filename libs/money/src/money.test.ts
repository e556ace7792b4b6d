import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numericFromPaise, paiseFromNumeric, paiseFromRupees, rupeesFromPaise } from './money.ts';

test.each([
  [8.35, 835, '8.35'],
  [19.99, 1999, '19.99'],
  [0.3, 30, '0.30'],
  [180, 18000, '180.00'],
  [0.07, 7, '0.07'],
  [-12.5, -1250, '-12.50'],
])('%d rupees are %d paise at both borders', (rupees, paise, numeric) => {
  expect(paiseFromRupees(rupees)).toBe(paise);
  expect(rupeesFromPaise(paise)).toBe(rupees);
  expect(numericFromPaise(paise)).toBe(numeric);
  expect(paiseFromNumeric(numeric)).toBe(paise);
});

test('every amount in paise survives both borders', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), (paise) => {
      expect(paiseFromRupees(rupeesFromPaise(paise))).toBe(paise);
      expect(paiseFromNumeric(numericFromPaise(paise))).toBe(paise);
    }),
  );
});

test.each([0.1 + 0.2, 8.355, 1e21, Number.NaN, 1e-7])('%d is not an amount', (rupees) => {
  expect(() => paiseFromRupees(rupees)).toThrow(RangeError);
});
