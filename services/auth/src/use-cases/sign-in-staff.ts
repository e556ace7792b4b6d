import { unauthenticated } from '@campus/errors/app-error';
import { loginAddressLimit, loginLimit } from '../domain/limits.ts';
import type { StaffMember } from '../domain/staff-member.ts';
import { type CountingDesk, countAttempt, refuseAttempt } from './count-attempt.ts';
import { personOfStaff } from './lock-person.ts';
import { openSession, type TokenPair } from './open-session.ts';
import type { Fingerprint, Passwords, Regulars, Tokens } from './ports.ts';
import type { Transact } from './work.ts';

export interface LoginDesk extends CountingDesk {
  newId(): string;
  fingerprint: Fingerprint;
  findStaff(username: string): Promise<StaffMember | undefined>;
  regulars: Regulars;
  /** Failed sign-ins from one address in 15 minutes. */
  failuresPerAddress: number;
  passwords: Passwords;
  tokens: Tokens;
  transact: Transact;
}

export interface Login {
  username: string;
  password: string;
  address: string;
}

/**
 * Opens a session for a staff member. Whatever is wrong, it looks and takes as long as a wrong password; also beyond the limit of an
 * address, where only those get in who did before: answer and clock tell nobody who they are.
 */
export async function signInStaff(desk: LoginDesk, login: Login): Promise<{ staff: StaffMember; pair: TokenPair }> {
  const source = desk.fingerprint(login.address);
  const pair = desk.fingerprint(`${login.username}\n${login.address}`);
  const [own, shared] = [loginLimit(pair), loginAddressLimit(source, desk.failuresPerAddress)];
  // Every attempt counts as failed until it succeeds, so that attempts side by side cannot outrun the count.
  const id = desk.newId();
  await countAttempt(desk, { under: [own], id, refusal: 'login_limited', source });
  const reached = await desk.limits.take([shared], id);
  const mayEnter = (await desk.regulars.knows(pair)) || !reached;
  const known = await desk.findStaff(login.username);
  const matches = await desk.passwords.matches(login.password, known?.passwordHash);
  const signedIn = mayEnter && matches && known ? await open(desk, known) : undefined;
  if (!signedIn && reached) return refuseAttempt(desk, { reached, refusal: 'login_limited', source });
  if (!signedIn) {
    desk.security.note('login_failed', { source, person_id: known?.id });
    throw unauthenticated('The username or the password is wrong.', 'INVALID_CREDENTIALS');
  }
  await Promise.all([desk.limits.forget([own]), desk.limits.giveBack([shared], id), desk.regulars.remember(pair)]);
  desk.security.note('login_succeeded', { person_id: signedIn.staff.id, role: signedIn.staff.role });
  return signedIn;
}

// The password was compared outside the transaction: it counts only if it is still the password.
function open({ transact, tokens }: LoginDesk, compared: StaffMember) {
  return transact(async (work) => {
    const staff = await work.staff.lock(compared.id);
    if (!staff?.isActive || staff.passwordHash !== compared.passwordHash) return undefined;
    return { staff, pair: await openSession({ work, tokens }, personOfStaff(staff)) };
  });
}
