import { expect, it } from 'vitest';
import { isConversionLow } from './otp-conversion.ts';

it.each([
  [{ sent: 49, unused: 49 }, false],
  [{ sent: 50, unused: 50 }, true],
  [{ sent: 60, unused: 40 }, false],
  [{ sent: 60, unused: 41 }, true],
  [{ sent: 0, unused: 0 }, false],
])('S14: of %o codes, too few were used: %s', (conversion, low) => expect(isConversionLow(conversion)).toBe(low));
