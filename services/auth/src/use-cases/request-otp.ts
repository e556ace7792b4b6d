import type { OtpMessage } from '@campus/contracts/otp-message';
import { OTP_LIFE_MS, prefixOf, type SendBudget, sendLimits } from '../domain/limits.ts';
import { isConversionLow } from '../domain/otp-conversion.ts';
import { normalisePhone } from '../domain/phone-number.ts';
import { type CountingDesk, countAttempt } from './count-attempt.ts';
import type { Fingerprint, OtpCodes, OtpSms, Otps, OtpTraffic } from './ports.ts';

const ALARM_PAUSE_MS = 3_600_000;

export interface OtpDesk extends CountingDesk {
  clock(): Date;
  newId(): string;
  fingerprint: Fingerprint;
  otps: Otps;
  codes: OtpCodes;
  sms: OtpSms;
  traffic: OtpTraffic;
  budget: SendBudget;
}

/** Sends a code to a phone, known or not. A code that could not be handed to the broker does not count. */
export async function requestOtp(
  desk: OtpDesk,
  asked: { phone: string; address: string },
): Promise<{ lifeMs: number }> {
  const phone = normalisePhone(asked.phone);
  const person = desk.fingerprint(phone);
  const [address, prefix] = [desk.fingerprint(asked.address), desk.fingerprint(prefixOf(phone))];
  const limits = sendLimits({ person, address, prefix }, desk.budget);
  const id = desk.newId();
  await countAttempt(desk, { under: limits, id, refusal: 'otp_send_limited', source: person });
  try {
    await watchConversion(desk, id);
    await sendNewCode(desk, { id, phone, person });
  } catch (error) {
    await Promise.all([desk.limits.giveBack(limits, id), desk.traffic.forget(id)]);
    throw error;
  }
  desk.security.note('otp_sent', { source: person });
  return { lifeMs: OTP_LIFE_MS };
}

async function watchConversion({ traffic, alarms, security }: OtpDesk, id: string): Promise<void> {
  const conversion = await traffic.noteSent(id);
  if (!isConversionLow(conversion) || !(await alarms.isFirst('otp_conversion_low', ALARM_PAUSE_MS))) return;
  security.note('otp_conversion_low', { ...conversion });
}

async function sendNewCode(desk: OtpDesk, { id, phone, person }: { id: string; phone: string; person: string }) {
  const code = desk.codes.draw();
  const otp = { id, digest: desk.codes.digest({ phone, purpose: 'sign_in', code }) };
  const message: OtpMessage = {
    id,
    phone,
    code_encrypted: desk.codes.seal(id, code),
    expires_at: new Date(desk.clock().getTime() + OTP_LIFE_MS).toISOString(),
  };
  await desk.otps.replace(person, otp, OTP_LIFE_MS);
  try {
    await desk.sms.send(message);
  } catch (error) {
    // The broker may have stored it after all, but whoever got no answer must not have a code that counted for nothing.
    await desk.otps.remove(person, otp);
    throw error;
  }
}
