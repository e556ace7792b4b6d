import { expect, it } from 'vitest';
import type { Limit } from '../src/domain/limits.ts';
import { hire } from '../src/domain/staff-member.ts';
import { bcryptPasswords } from '../src/security/passwords.ts';
import { type LoginDesk, signInStaff } from '../src/use-cases/sign-in-staff.ts';

const TRIES = 30;
const never = () => Promise.reject(new Error('nobody signs in here'));

const known = hire(
  { id: 'k', username: 'known', name: 'K', role: 'kitchen', passwordHash: await bcryptPasswords.hash('the right one') },
  new Date(),
).staff;

/** The use case with the real bcrypt and nothing else that takes time. */
const limits = { take: async () => undefined, giveBack: async () => undefined, forget: async () => undefined };
const desk: LoginDesk = {
  newId: () => 'id',
  fingerprint: (text) => text,
  findStaff: async (username) => (username === known.username ? known : undefined),
  limits,
  alarms: { isFirst: async () => false },
  regulars: { knows: async () => false, remember: async () => undefined },
  failuresPerAddress: 200,
  passwords: bcryptPasswords,
  tokens: { access: () => '', refresh: () => '', readRefresh: () => undefined, hash: () => '' },
  transact: never,
  security: { note: () => undefined },
};

/** Processor time, of all threads: unlike the clock it knows nothing of what else the machine does. */
async function costMs(username: string): Promise<number> {
  const before = process.cpuUsage();
  await expect(signInStaff(desk, { username, password: 'the wrong one', address: 'a' })).rejects.toThrow(
    'username or the password',
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[values.length / 2] ?? 0;

it('S16: an unknown username and a wrong password cost the same, within 10 %', async () => {
  const costs: Record<string, number[]> = { nobody: [], known: [] };
  for (let round = 0; round < TRIES; round += 1) {
    for (const [username, own] of Object.entries(costs)) own.push(await costMs(username));
  }
  const [unknown = 0, wrong = 0] = Object.values(costs).map(median);
  expect(wrong).toBeGreaterThan(50);
  expect(Math.abs(unknown / wrong - 1)).toBeLessThan(0.1);
}, 120_000);

it('S16: every refusal that depends on who asks for whom comes after exactly one comparison', async () => {
  const compared: (string | undefined)[] = [];
  const passwords = {
    ...bcryptPasswords,
    async matches(_password: string, hash: string | undefined) {
      compared.push(hash);
      return false;
    },
  };
  const crowded = {
    ...limits,
    take: async ([limit]: Limit[]) => (limit?.name === 'address' ? { limit, waitMs: 1_000 } : undefined),
  };
  const regulars = { ...desk.regulars, knows: async (pair: string) => pair.startsWith('known') };
  const attempt = (username: string, changes: Partial<LoginDesk>) =>
    expect(
      signInStaff({ ...desk, passwords, regulars, ...changes }, { username, password: 'x', address: 'a' }),
    ).rejects.toMatchObject({ code: changes.limits ? 'RATE_LIMITED' : 'INVALID_CREDENTIALS' });
  await attempt('nobody', {});
  await attempt('known', {});
  await attempt('nobody', { limits: crowded });
  await attempt('known', { limits: crowded });
  expect(compared).toEqual([undefined, known.passwordHash, undefined, known.passwordHash]);
});
