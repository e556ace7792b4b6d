import type { Transaction } from '@campus/database/transaction';
import type { Archive } from '../use-cases/work.ts';

export function archive(trx: Transaction): Archive {
  const deleteOldest = async ({ table, column, before, atMost }: OldRows): Promise<number> => {
    const { rowCount }: { rowCount: number } = await trx.raw(
      `delete from ?? where ctid = any(array(
        select ctid from ?? where ?? < ? order by ?? limit ? for update skip locked))`,
      [table, table, column, before, column, atMost],
    );
    return rowCount;
  };
  const forgetPhones = async (before: Date, atMost: number): Promise<number> => {
    const { rowCount }: { rowCount: number } = await trx.raw(
      `update sms_deliveries set phone_hash = null where ctid = any(array(
        select ctid from sms_deliveries where phone_hash is not null and created_at < ? limit ? for update skip locked))`,
      [before, atMost],
    );
    return rowCount;
  };
  return {
    async forget({ devicesUnseenSince, notificationsBefore, smsDeliveriesBefore, phonesBefore, alarmsBefore, atMost }) {
      const devices = { table: 'device_tokens', column: 'registered_at', before: devicesUnseenSince, atMost };
      const notifications = { table: 'notifications', column: 'created_at', before: notificationsBefore, atMost };
      const smsDeliveries = { table: 'sms_deliveries', column: 'created_at', before: smsDeliveriesBefore, atMost };
      const alarms = { table: 'kitchen_alarms', column: 'updated_at', before: alarmsBefore, atMost };
      return {
        devices: await deleteOldest(devices),
        notifications: await deleteOldest(notifications),
        smsDeliveries: await deleteOldest(smsDeliveries),
        phones: await forgetPhones(phonesBefore, atMost),
        alarms: await deleteOldest(alarms),
      };
    },
  };
}

interface OldRows {
  table: string;
  column: string;
  before: Date;
  atMost: number;
}
