import { validationError } from '@campus/errors/app-error';
import { advance, requireVersion } from '../domain/advance.ts';
import { estimateReadyTime } from '../domain/estimate.ts';
import type { Order, OrderStatus } from '../domain/order.ts';
import { lockForStaff, type StaffCommand } from './lock-for-staff.ts';
import { record } from './record.ts';
import type { Work } from './work.ts';

export interface AdvanceOrder extends StaffCommand {
  to: OrderStatus;
  /** Why, needed to cancel. */
  reason: string | undefined;
  readyTime: Date | undefined;
}

/** A tap in the kitchen or the office: one step along the transition table. */
export async function advanceOrder(work: Work, command: AdvanceOrder): Promise<Order> {
  const order = await lockForStaff(work, command);
  requireVersion(order, command.version);
  if (command.to === 'cancelled' && !command.reason) {
    throw validationError([{ path: 'reason', message: 'is needed to cancel an order' }]);
  }
  const readyTime = command.readyTime ?? (command.to === 'preparing' ? await estimate(work) : null);
  const step = { to: command.to, by: command.by, at: work.now, reason: command.reason ?? null, readyTime };
  return record(work, advance(order, step));
}

async function estimate(work: Work): Promise<Date> {
  const { averagePreparationMinutes } = await work.settings.current();
  return estimateReadyTime(work.now, averagePreparationMinutes, await work.orders.countPreparing());
}
