import { isFinal, type OtpSms, remainingSeconds, type SmsOutcome } from '../domain/sms.ts';
import type { Transact, Work } from './work.ts';

export interface SmsSender {
  name: string;
  /** Never rejects: whatever happened is an outcome. */
  send(sms: { phone: string; code: string; lifeSeconds: number }): Promise<SmsOutcome>;
}

export interface OtpReport {
  result: 'accepted' | 'refused' | 'unknown' | 'expired' | 'known';
  provider?: string;
  errorCode?: string;
}

/**
 * Sends a code by the first provider that takes it. It is taken on once: what dies on the way is asked for again by the
 * person. A provider whose answer is lost may have sent it; the next one then sends the same code, never a new one.
 */
export async function sendOtp(
  { transact, senders }: { transact: Transact; senders: SmsSender[] },
  sms: OtpSms,
): Promise<OtpReport> {
  let report = await transact((work) => takeOn(work, sms, senders[0]?.name ?? 'none'));
  for (const { name: provider, send } of senders) {
    if (report.result === 'known' || report.result === 'expired') return report;
    const lifeSeconds = await transact(async (work) => remainingSeconds(sms.expiresAt, work.now));
    if (lifeSeconds === 0) return { ...report, result: 'expired' };
    const outcome = await send({ phone: sms.phone, code: sms.code, lifeSeconds });
    await transact((work) => work.smsDeliveries.record(sms.id, { provider, outcome, at: work.now }));
    report = { result: outcome.status, provider, ...('errorCode' in outcome && { errorCode: outcome.errorCode }) };
    if (isFinal(outcome)) return report;
  }
  return report;
}

async function takeOn(work: Work, { id, expiresAt }: OtpSms, provider: string): Promise<OtpReport> {
  if (remainingSeconds(expiresAt, work.now) === 0) return { result: 'expired' };
  const isNew = await work.smsDeliveries.begin({ id, provider, at: work.now });
  return isNew ? { result: 'unknown' } : { result: 'known' };
}
