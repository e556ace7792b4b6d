export type PasswordRule = 'length' | 'bytes' | 'name';

const LEAST_CHARACTERS = 10;
const MOST_BYTES = 72;
// Without letters and digits that are taken for each other when they are read out.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Each rule of the API for passwords, and whether this one keeps it. */
export function passwordRules(password: string, username: string): Record<PasswordRule, boolean> {
  return {
    length: password.length >= LEAST_CHARACTERS,
    bytes: new TextEncoder().encode(password).length <= MOST_BYTES,
    name: password.toLowerCase() !== username.toLowerCase(),
  };
}

export function isGoodPassword(password: string, username: string): boolean {
  return Object.values(passwordRules(password, username)).every(Boolean);
}

/** Random, and easy to read out: four groups of four, about 79 bits. */
export function suggestedPassword(): string {
  const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, randomLetter).join(''));
  return groups.join('-');
}

function randomLetter(): string {
  const limit = 256 - (256 % ALPHABET.length);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) return ALPHABET[byte % ALPHABET.length] ?? '';
  }
}
