import { type ReturnedMoney, returnedMoneyFor } from '../domain/returned-money.ts';
import { notify } from './notify.ts';
import type { Work } from './work.ts';

/** Tells the customer about money that went back because it never was the order's: late, extra or in the wrong amount. */
export async function notifyAboutReturnedMoney(work: Work, eventId: string, money: ReturnedMoney): Promise<void> {
  const orderNumber = await work.kitchenAlarms.findOrderNumber(money.orderId);
  await notify(work, { eventId, messages: [returnedMoneyFor(money, orderNumber)] });
}
