import { newKey } from '../../api/request.ts';

const NAME = 'campus-placing';

/** The key of this intention: the same for the same order until it is placed, over retries and reloads. */
export function placeKey(body: object): string {
  const intention = JSON.stringify(body);
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? 'null');
    if (Array.isArray(kept) && kept[0] === intention && typeof kept[1] === 'string') return kept[1];
    const key = newKey();
    sessionStorage.setItem(NAME, JSON.stringify([intention, key]));
    return key;
  } catch {
    // Without storage the key lives as long as the page.
    if (held?.intention !== intention) held = { intention, key: newKey() };
    return held.key;
  }
}

let held: { intention: string; key: string } | undefined;

export function forgetPlaceKey(): void {
  held = undefined;
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Nothing was stored.
  }
}
