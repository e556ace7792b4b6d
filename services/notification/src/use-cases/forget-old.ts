import type { Forgotten, Work } from './work.ts';

const DAY_MS = 24 * 3_600_000;

/** Drops what nobody needs: a device not seen for 60 days is as good as gone (FCM's own advice), the inbox goes back 90. */
export function forgetOld(work: Work): Promise<Forgotten> {
  const daysAgo = (days: number) => new Date(work.now.getTime() - days * DAY_MS);
  return work.archive.forget({
    devicesUnseenSince: daysAgo(60),
    notificationsBefore: daysAgo(90),
    smsDeliveriesBefore: daysAgo(7),
    alarmsBefore: daysAgo(7),
  });
}
