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

const RETRY_MS = 250;

/** Opens the kitchen's socket through the gateway. */
export async function openKitchenScreen(platform: BenchPlatform): Promise<KitchenScreen> {
  const cook = await signInStaff(platform.origin, kitchenOf(platform));
  const shown = new Map<string, number>();
  const socket = io(new URL('/kitchen', platform.origin).href, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: cook.token },
  });
  // While auth is late a sign-in cannot be checked; socket.io does not come back by itself then.
  let refusal = '';
  socket.on('connect_error', ({ message }) => {
    refusal = message;
    setTimeout(() => socket.connect(), RETRY_MS);
  });
  let hasGreeted = false;
  socket.once('hello', () => {
    hasGreeted = true;
  });
  socket.on('order', (raw: unknown) => {
    const at = epochMs();
    const { order } = shown.size === 0 ? orderMessage.parse(raw) : (raw as { order: { id: string } });
    if (!shown.has(order.id)) shown.set(order.id, at);
  });
  await until('the kitchen socket says hello', () => hasGreeted || undefined).catch((error: unknown) => {
    socket.close();
    throw new Error(refusal, { cause: error });
  });
  return { shown, close: () => void socket.close() };
}
