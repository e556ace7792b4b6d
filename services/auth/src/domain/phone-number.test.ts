import { describe, expect, it } from 'vitest';
import { normalisePhone } from './phone-number.ts';

describe('a phone number', () => {
  it.each(['+919876543210', '9876543210'])('written as %s is stored in E.164', (written) => {
    expect(normalisePhone(written)).toBe('+919876543210');
  });

  it('may be of any Indian mobile series', () => {
    for (const first of ['6', '7', '8', '9']) expect(normalisePhone(`${first}123456789`)).toBe(`+91${first}123456789`);
  });

  it.each([
    '+14155552671',
    '+447911123456',
    '+911234567890',
    '5876543210',
    '09876543210',
    '919876543210',
    '+91 98765 43210',
    '98765',
    'call 9876543210',
    '9876543210;ext=5',
    '٩٨٧٦٥٤٣٢١٠',
    '',
  ])('%s is refused', (written) => {
    expect(() => normalisePhone(written)).toThrow(expect.objectContaining({ code: 'VALIDATION_ERROR' }));
  });
});
