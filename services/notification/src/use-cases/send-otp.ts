import { isFinal, type OtpSms, remainingSeconds, type SmsOutcome } from '../domain/sms.ts';
import { inTryingOrder, providerToSpare } from '../domain/sms-progress.ts';
import type { Transact, Work } from './work.ts';

export interface SmsSender {
  name: string;
  /** Never rejects: whatever happened is an outcome. */
  send(sms: { id: string; phone: string; code: string; lifeSeconds: number }): Promise<SmsOutcome>;
}

export interface OtpMeans {
  transact: Transact;
  /** In the order of preference. */
  senders: SmsSender[];
  hashPhone(phone: string): string;
}

export interface OtpReport {
  /** `known`: it was taken on before. */
  result: SmsOutcome['status'] | 'expired' | 'known';
  attempts: { provider: string; outcome: SmsOutcome }[];
}

/** How long a phone's last message says which provider reaches it; its hash is forgotten then. */
export const PHONE_MEMORY_MS = 24 * 3_600_000;

/**
 * Sends a code by the first provider that takes it. It is taken on once: what dies on the way is asked for again by the
 * person. A provider whose answer is lost may have sent it; the next one then sends the same code, never a new one.
 */
export async function sendOtp(means: OtpMeans, sms: OtpSms): Promise<OtpReport> {
  const senders = await means.transact((work) => takeOn(work, means, sms));
  if (senders === 'expired' || senders === 'known') return { result: senders, attempts: [] };
  const report: OtpReport = { result: 'unknown', attempts: [] };
  for (const sender of senders) {
    const outcome = await sendBy(sender, means.transact, sms);
    if (outcome === 'expired') return { ...report, result: 'expired' };
    report.attempts.push({ provider: sender.name, outcome });
    report.result = outcome.status;
    if (isFinal(outcome)) break;
  }
  return report;
}

async function takeOn(work: Work, { senders, hashPhone }: OtpMeans, sms: OtpSms) {
  if (remainingSeconds(sms.expiresAt, work.now) === 0) return 'expired';
  const phoneHash = hashPhone(sms.phone);
  const since = new Date(work.now.getTime() - PHONE_MEMORY_MS);
  const spared = providerToSpare(await work.smsDeliveries.findLastTo(phoneHash, since));
  const ordered = inTryingOrder(senders, spared);
  const provider = ordered[0]?.name ?? 'none';
  const isNew = await work.smsDeliveries.begin({ id: sms.id, provider, phoneHash, at: work.now });
  return isNew ? ordered : 'known';
}

async function sendBy(
  { name: provider, send }: SmsSender,
  transact: Transact,
  { id, phone, code, expiresAt }: OtpSms,
): Promise<SmsOutcome | 'expired'> {
  const lifeSeconds = await transact(async (work) => {
    await work.smsDeliveries.handTo(id, { provider, at: work.now });
    return remainingSeconds(expiresAt, work.now);
  });
  if (lifeSeconds === 0) return 'expired';
  const outcome = await send({ id, phone, code, lifeSeconds });
  await transact((work) => work.smsDeliveries.record(id, { provider, outcome, at: work.now }));
  return outcome;
}
