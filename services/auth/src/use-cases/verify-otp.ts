import { AppError } from '@campus/errors/app-error';
import { guessLimits } from '../domain/limits.ts';
import { normalisePhone } from '../domain/phone-number.ts';
import { signUp, type User } from '../domain/user.ts';
import { type CountingDesk, countAttempt } from './count-attempt.ts';
import { personOfUser } from './lock-person.ts';
import { openSession, type TokenPair } from './open-session.ts';
import type { Fingerprint, OtpCodes, Otps, OtpTraffic, Tokens } from './ports.ts';
import type { Transact, Work } from './work.ts';

export interface VerifyDesk extends CountingDesk {
  newId(): string;
  fingerprint: Fingerprint;
  otps: Otps;
  codes: OtpCodes;
  traffic: OtpTraffic;
  tokens: Tokens;
  transact: Transact;
}

/** Exchanges a code for a session; the first time for a phone it is also how one signs up. */
export async function verifyOtp(
  desk: VerifyDesk,
  asked: { phone: string; code: string },
): Promise<{ user: User; pair: TokenPair }> {
  const phone = normalisePhone(asked.phone);
  const person = desk.fingerprint(phone);
  const signedIn = (await spendCode(desk, { phone, person, code: asked.code })) && (await open(desk, phone));
  if (!signedIn) {
    desk.security.note('otp_failed', { source: person });
    throw new AppError('invalid', 'INVALID_OTP', 'The code is incorrect or has expired.');
  }
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
  if (!(await otps.remove(person, otp))) return false;
  await desk.traffic.noteUsed(otp.id);
  return true;
}

function open({ transact, tokens }: VerifyDesk, phone: string) {
  return transact(async (work) => {
    const user = await userWithPhone(work, phone);
    return user?.isActive ? { user, pair: await openSession({ work, tokens }, personOfUser(user)) } : undefined;
  });
}

async function userWithPhone(work: Work, phone: string): Promise<User | undefined> {
  const known = await work.users.lockByPhone(phone);
  if (known) return known;
  const { user, events } = signUp({ id: work.newId(), phone, at: work.clock() });
  if (!(await work.users.add(user))) return work.users.lockByPhone(phone);
  await work.outbox.add(events);
  return user;
}
