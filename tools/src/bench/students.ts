import { openPocket } from '../demo/sandbox.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { newStudent } from './new-student.ts';

const AT_ONCE = 8;

/** Signs in so many new students, each by an SMS; resolves to their access tokens, which are good for an hour. */
export async function signInStudents({ origin, sandbox }: BenchPlatform, count: number): Promise<string[]> {
  const pocket = openPocket(sandbox);
  const tokens: string[] = [];
  const signIn = async () => {
    while (tokens.length < count) {
      const place = tokens.push('') - 1;
      tokens[place] = await newStudent(origin, pocket);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, signIn));
  return tokens;
}
