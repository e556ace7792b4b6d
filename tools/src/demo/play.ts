import { setTimeout as sleep } from 'node:timers/promises';
import { deviceTokenAnswer } from '@campus/contracts/notifications-api';
import { hireCourier } from './courier.ts';
import { type Kitchen, openKitchen } from './kitchen.ts';
import { cancel, pay } from './payer.ts';
import type { Stage } from './stage.ts';
import { arrive, type Lunch, order } from './student.ts';
import { within } from './until.ts';
import { WISHES, type Wish } from './wishes.ts';

// Ten runs in a row stay within the rate limit of the staff, who are the same people every time.
const BETWEEN_ARRIVALS_MS = 700;
const LONGEST_LUNCH_MS = 90_000;

/** What happened, to be compared with what everybody's books say. */
export interface Played {
  lunches: Lunch[];
  rung: Kitchen['rung'];
  kitchenPhone: string;
}

/** Plays the whole lunch; throws as soon as somebody cannot go on. */
export async function playLunch(stage: Stage, onStop: (undo: () => Promise<void>) => void): Promise<Played> {
  const { cooks, timeline } = stage;
  const guests = new Set<string>();
  const kitchen = await openKitchen({ stage, courier: hireCourier(stage), guests });
  onStop(async () => kitchen.close());

  const device = { token: `demo-kitchen-${process.pid}-${Date.now()}`, platform: 'web' };
  await cooks[0].ask('POST', '/api/v1/users/device-token', deviceTokenAnswer, device);
  // Other runs must not push to it.
  onStop(() => cooks[0].tell('DELETE', '/api/v1/users/device-token', { token: device.token }));

  const lunches = await Promise.race([
    kitchen.failed,
    Promise.all(
      WISHES.map(async (wish, index) => {
        await sleep(index * BETWEEN_ARRIVALS_MS);
        return have(wish);
      }),
    ),
  ]);
  timeline.tell('', 'all lunches are over');
  return { lunches, rung: kitchen.rung, kitchenPhone: device.token };

  async function have(wish: Wish): Promise<Lunch> {
    const student = await arrive(stage, wish.name);
    guests.add(student.id);
    const lunch = await order(stage, student, wish);
    onStop(async () => lunch.screen.close());
    if (wish.paymentMethod === 'upi') await pay(stage, lunch);
    if (wish.twist === 'changes mind') await cancel(stage, lunch);
    await within(
      `the end of ${lunch.order.order_number} on ${wish.name}'s screen`,
      lunch.screen.over,
      LONGEST_LUNCH_MS,
    );
    return lunch;
  }
}
