import { AppError } from '@campus/errors/app-error';
import { guessLimits } from '../domain/limits.ts';
import { normalisePhone } from '../domain/phone-number.ts';
import { signUp, type User } from '../domain/user.ts';
import { countAttempt } from './count-attempt.ts';
import { personOfUser } from './lock-person.ts';
import { openSession, type TokenPair } from './open-session.ts';
import type { Fingerprint, Limits, OtpCodes, Otps, SecurityLog, Tokens } from './ports.ts';
import type { Transact, Work } from './work.ts';

export interface VerifyDesk {
  newId(): string;
  fingerprint: Fingerprint;
  limits: Limits;
  otps: Otps;
  codes: OtpCodes;
  tokens: Tokens;
  transact: Transact;
  security: SecurityLog;
}

/** Exchanges a code for a session; the first time for a phone it is also how one signs up. */
export async function verifyOtp(
  desk: VerifyDesk,
  asked: { phone: string; code: string },
): Promise<{ user: User; pair: TokenPair }> {
  const phone = normalisePhone(asked.phone);
  const person = desk.fingerprint(phone);
  if (!(await spendCode(desk, { phone, person, code: asked.code }))) {
    desk.security.note('otp_failed', { source: person });
    throw invalidOtp();
  }
  const signedIn = await desk.transact(async (work) => {
    const user = await userWithPhone(work, phone);
    if (!user?.isActive) throw invalidOtp();
    return { user, pair: await openSession({ work, tokens: desk.tokens }, personOfUser(user)) };
  });
  desk.security.note('login_succeeded', { person_id: signedIn.user.id, role: 'consumer' });
  return signedIn;
}

// A guess is counted as wrong before it is compared, so that guesses side by side cannot outrun the count.
async function spendCode(
  desk: VerifyDesk,
  { phone, person, code }: { phone: string; person: string; code: string },
): Promise<boolean> {
  const { limits, otps, codes } = desk;
  const otp = await otps.spendGuess(person);
  if (!otp) return false;
  const guess = desk.newId();
  await countAttempt(desk, { under: guessLimits(person), id: guess, refusal: 'otp_guess_limited', source: person });
  if (!codes.same(otp.digest, codes.digest({ phone, purpose: 'sign_in', code }))) return false;
  await limits.giveBack(guessLimits(person), guess);
  return otps.remove(person, otp);
}

async function userWithPhone(work: Work, phone: string): Promise<User | undefined> {
  const known = await work.users.lockByPhone(phone);
  if (known) return known;
  const { user, events } = signUp({ id: work.newId(), phone, at: work.clock() });
  if (!(await work.users.add(user))) return work.users.lockByPhone(phone);
  await work.outbox.add(events);
  return user;
}

function invalidOtp(): AppError {
  return new AppError('invalid', 'INVALID_OTP', 'The code is incorrect or has expired.');
}
