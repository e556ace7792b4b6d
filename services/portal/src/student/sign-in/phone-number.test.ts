import { expect, test } from 'vitest';
import { phoneFrom } from './phone-number.ts';

test.each([
  ['98765 43210', '9876543210'],
  ['+91 98765-43210', '+919876543210'],
  ['(987) 654.3210', '9876543210'],
])('%s is the number %s', (typed, phone) => expect(phoneFrom(typed)).toBe(phone));

test.each(['', '12345', '98765432101', '+0123456789', 'call me'])('"%s" is no number', (typed) =>
  expect(phoneFrom(typed)).toBeUndefined(),
);
