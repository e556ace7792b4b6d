import { orderMessage } from '@campus/contracts/realtime-api';
import { io } from 'socket.io-client';
import { until } from '../demo/until.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { kitchenOf } from './furnish.ts';
import { epochMs } from './load/clock.ts';
import { signInStaff } from './sign-in-staff.ts';

/** A kitchen's screen that only notes which order it was first shown when. */
export interface KitchenScreen {
  /** Epoch milliseconds by order id. */
  shown: ReadonlyMap<string, number>;
  close(): void;
}

/** Opens the kitchen's socket through the gateway. */
export async function openKitchenScreen(platform: BenchPlatform): Promise<KitchenScreen> {
  const cook = await signInStaff(platform.origin, kitchenOf(platform));
  const shown = new Map<string, number>();
  const socket = io(new URL('/kitchen', platform.origin).href, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: cook.token },
  });
  let failure: Error | undefined;
  let hasGreeted = false;
  socket.on('connect_error', (error) => {
    failure = error;
  });
  socket.once('hello', () => {
    hasGreeted = true;
  });
  socket.on('order', (raw: unknown) => {
    const at = epochMs();
    const { order } = shown.size === 0 ? orderMessage.parse(raw) : (raw as { order: { id: string } });
    if (!shown.has(order.id)) shown.set(order.id, at);
  });
  await until('the kitchen socket says hello', async () => {
    if (failure) throw failure;
    return hasGreeted || undefined;
  });
  return { shown, close: () => void socket.close() };
}
