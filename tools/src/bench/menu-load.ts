import type { ClosedLoad, LoadRequest } from './load/load-job.ts';

export const MENU_PATH = '/api/v1/menu/items?available=true';

interface MenuLoad {
  tokens: string[];
  seconds: number;
  /** What the students have already: then nothing but "unchanged" is sent. */
  tag?: string;
}

/** Students who look at the menu, over one connection each. */
export function menuLoad(origin: string, { tokens, seconds, tag }: MenuLoad): ClosedLoad {
  const request: LoadRequest = {
    method: 'GET',
    path: MENU_PATH,
    headers: { 'accept-encoding': 'gzip', ...(tag && { 'if-none-match': tag }) },
  };
  return { kind: 'closed', origin, request, tokens, seconds };
}
