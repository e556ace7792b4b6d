import type { OrderView } from '@campus/contracts/order-state';
import { orderListAnswer } from '@campus/contracts/orders-api';
import type { Random } from '@campus/testing/random';
import type { Identity } from './caller.ts';
import { keepDoing, type Party } from './party.ts';

/** Takes what is assigned out of the house and brings most of it. */
export function ride(party: Party, { staff, random }: { staff: Identity; random: Random }): Promise<void> {
  const act = async () => {
    const look = { operation: 'delivery', method: 'GET', path: '/api/v1/delivery/orders' } as const;
    const jobs = orderListAnswer.safeParse((await party.call(staff, look)).body).data?.orders ?? [];
    for (const job of random.shuffle(jobs).slice(0, 2)) {
      const path = `/api/v1/delivery/orders/${job.id}/status`;
      await party.call(staff, { operation: 'delivery', method: 'PATCH', path, body: stepOf(job, random) });
    }
  };
  return keepDoing(party, { random, pauseMs: [300, 900], act });
}

function stepOf({ assignment, payment_method }: OrderView, random: Random): object {
  if (assignment?.status === 'assigned') return { status: 'picked_up' };
  if (random.chance(0.05)) return { status: 'failed', reason: 'Nobody opened.' };
  return { status: 'delivered', ...(payment_method === 'cash' && { cash_collected: true }) };
}
