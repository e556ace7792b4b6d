import type { Transaction } from '@campus/database/transaction';
import type { Archive } from '../use-cases/work.ts';

export function archive(trx: Transaction): Archive {
  return {
    async forget({ devicesUnseenSince, notificationsBefore, smsDeliveriesBefore, alarmsBefore }) {
      return {
        devices: await trx('device_tokens').where('registered_at', '<', devicesUnseenSince).delete(),
        notifications: await trx('notifications').where('created_at', '<', notificationsBefore).delete(),
        smsDeliveries: await trx('sms_deliveries').where('created_at', '<', smsDeliveriesBefore).delete(),
        alarms: await trx('kitchen_alarms').where('updated_at', '<', alarmsBefore).delete(),
      };
    },
  };
}
