import { isNews, type SmsReport } from '../domain/sms-progress.ts';
import type { Work } from './work.ts';

export interface ReceivedSmsReport {
  id: string;
  /** Who reports. */
  provider: string;
  report: SmsReport;
}

/** Keeps what a provider says about a message of its own. False: nobody knows the message, or it has come further already. */
export async function receiveSmsReport(work: Work, { id, provider, report }: ReceivedSmsReport): Promise<boolean> {
  const delivery = await work.smsDeliveries.lock(id);
  if (delivery?.provider !== provider || !isNews(delivery.progress, report)) return false;
  await work.smsDeliveries.saveProgress(id, report, work.now);
  return true;
}
