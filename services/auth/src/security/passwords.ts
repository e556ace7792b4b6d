import bcrypt from 'bcrypt';
import type { Passwords } from '../use-cases/ports.ts';

const COST = 12;
// Of a random password that nobody has: the comparison for unknown usernames.
const NOBODYS_HASH = '$2b$12$lw2RM0TkYzIne8F8I/X7werNykK8ZXunEkuRmXhP1VDBjmQBcGSWO';
const MAX_BYTES = 72;

export const bcryptPasswords: Passwords = {
  hash: (password) => bcrypt.hash(password, COST),
  async matches(password, hash) {
    const same = await bcrypt.compare(password, hash ?? NOBODYS_HASH);
    return same && hash !== undefined && wasReadWhole(password);
  },
};

// bcrypt reads 72 bytes, and stops at a NUL: what follows would match whatever it is.
function wasReadWhole(password: string): boolean {
  return Buffer.byteLength(password) <= MAX_BYTES && !password.includes('\0');
}
