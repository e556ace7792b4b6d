import { createHmac, hkdfSync } from 'node:crypto';

/** A fingerprint of a phone number that only the holder of the key can make: ten digits are quickly guessed without one. */
export function createPhoneHash(key: Buffer): (phone: string) => string {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'notification phone hash', 32));
  return (phone) => createHmac('sha256', own).update(phone).digest('hex');
}
