import { validationError } from '@campus/errors/app-error';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const WRITTEN = /^(\+\d{8,15}|\d{10})$/;
// India's mobile series. Not the type of the number's range: the metadata calls a third of the mobile numbers in use fixed lines.
const INDIAN_MOBILE = /^[6-9]\d{9}$/;

/** The E.164 form of an Indian mobile number, written in full or as its bare ten digits. Throws `VALIDATION_ERROR` for all else. */
export function normalisePhone(written: string): string {
  const number = WRITTEN.test(written) ? parsePhoneNumberFromString(written, 'IN') : undefined;
  if (number?.country === 'IN' && number.isValid() && INDIAN_MOBILE.test(number.nationalNumber)) return number.number;
  throw validationError([{ path: 'phone', message: 'must be an Indian mobile number' }]);
}
