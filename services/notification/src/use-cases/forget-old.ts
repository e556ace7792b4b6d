import { PHONE_MEMORY_MS } from './send-otp.ts';
import type { Forgotten, Transact, Work } from './work.ts';

const DAY_MS = 24 * 3_600_000;
const BATCH = 5_000;

/**
 * Drops what nobody needs, a batch per transaction so that no lock is held long: a device not seen for 60 days is as good as
 * gone (FCM's own advice), the inbox goes back 90.
 */
export async function forgetOld(transact: Transact): Promise<Forgotten> {
  const total: Forgotten = { devices: 0, notifications: 0, smsDeliveries: 0, phones: 0, alarms: 0 };
  for (;;) {
    const batch = await transact(forgetBatch);
    total.devices += batch.devices;
    total.notifications += batch.notifications;
    total.smsDeliveries += batch.smsDeliveries;
    total.phones += batch.phones;
    total.alarms += batch.alarms;
    if (Object.values(batch).every((count) => count < BATCH)) return total;
  }
}

function forgetBatch(work: Work): Promise<Forgotten> {
  const daysAgo = (days: number) => new Date(work.now.getTime() - days * DAY_MS);
  return work.archive.forget({
    devicesUnseenSince: daysAgo(60),
    notificationsBefore: daysAgo(90),
    smsDeliveriesBefore: daysAgo(7),
    phonesBefore: new Date(work.now.getTime() - PHONE_MEMORY_MS),
    alarmsBefore: daysAgo(7),
    atMost: BATCH,
  });
}
