import type { BenchPlatform } from '../bench-platform.ts';
import { adminOf, kitchenOf } from '../furnish.ts';
import { runLoad } from '../load/run-load.ts';
import { quantile } from '../quantile.ts';
import { signInStaff } from '../sign-in-staff.ts';
import { type List, pathOn } from './lists.ts';

export type Tokens = Record<List['who'], string>;

/** Access tokens of one of each kind of people. */
export async function tokensOfEach(platform: BenchPlatform, student: string): Promise<Tokens> {
  const { origin } = platform;
  const token = async (credentials: { username: string; password: string }) =>
    (await signInStaff(origin, credentials)).token;
  return {
    student,
    kitchen: await token(kitchenOf(platform)),
    admin: await token(adminOf(platform)),
    delivery: await token({ ...kitchenOf(platform), username: 'delivery' }),
  };
}

interface Reading {
  tokens: Tokens;
  day: string;
  seconds: number;
}

/** Milliseconds at the 99th percentile of one person who reads a list again and again. */
export async function listP99(origin: string, list: List, { tokens, day, seconds }: Reading): Promise<number> {
  const request = { method: 'GET', path: pathOn(list, day), headers: {} } as const;
  const load = await runLoad({ kind: 'closed', origin, request, tokens: [tokens[list.who]], seconds });
  return quantile(load.latencies, 0.99);
}
