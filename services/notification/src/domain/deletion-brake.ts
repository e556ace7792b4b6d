/** Pushes that are looked back at before a token is deleted. */
export const BRAKE_WINDOW = 50;
const MOST_DEAD = BRAKE_WINDOW * 0.2;

/** Tokens die one by one; when every fifth of the last pushes met a dead one, it is our set-up that is broken. */
export function mayDeleteToken(deadInWindow: number): boolean {
  return deadInWindow <= MOST_DEAD;
}
