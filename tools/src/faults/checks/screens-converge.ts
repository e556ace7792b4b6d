import type { Frame, OrderScreen } from '../people/screens.ts';
import type { StoredOrder } from './placed-once.ts';

interface World {
  screens: OrderScreen[];
  kitchen: Frame[];
  orders: StoredOrder[];
  /** Orders that were confirmed, and so belong on the kitchen's screen. */
  confirmed: Set<string>;
  unreadable: string[];
}

/** The screens' half of I10: after the end every screen shows what the database has, and on the way no version went back. */
export function strayScreens({ screens, kitchen, orders, confirmed, unreadable }: World): string[] {
  const stored = new Map(orders.map((order) => [order.id, order]));
  const lastInKitchen = new Map<string, Frame>();
  // There a client keeps the highest version it has seen: cards of several replicas may cross.
  for (const frame of kitchen)
    if (frame.version >= (lastInKitchen.get(frame.orderId)?.version ?? 0)) lastInKitchen.set(frame.orderId, frame);
  return [
    ...screens.flatMap((screen) => backwards(screen.frames, 'the screen')),
    ...screens.flatMap((screen) => (screen.isLeft ? [] : behind(screen, stored.get(screen.orderId)))),
    ...[...confirmed].flatMap((id) => behindInKitchen(lastInKitchen.get(id), stored.get(id))),
    ...unreadable.map((frame) => `a frame that breaks its contract: ${frame}`),
  ];
}

/** Also over connections: a new one begins with what the database has then, and nothing newer was ever shown. */
function backwards(frames: Frame[], whose: string): string[] {
  return frames.flatMap((frame, index) => {
    const before = frames[index - 1];
    return before && frame.version < before.version
      ? [`${whose} of ${frame.orderId} went from version ${before.version} to ${frame.version}`]
      : [];
  });
}

// A screen is closed when its order is over: what becomes of the money after that it is not shown.
function behind({ orderId, frames, isOver }: OrderScreen, order: StoredOrder | undefined): string[] {
  const last = frames.at(-1);
  if (!order) return [`a screen shows order ${orderId}, which is not stored`];
  if (!last) return [`the screen of ${orderId} stayed empty`];
  return last.status === order.status && (isOver || last.version === order.version)
    ? []
    : [
        `the screen of ${orderId} ends with ${last.status} (version ${last.version}), stored is ${order.status} (${order.version})`,
      ];
}

function behindInKitchen(last: Frame | undefined, order: StoredOrder | undefined): string[] {
  if (!order || last?.version === order.version) return [];
  return [
    `the kitchen's screen ends with version ${last?.version ?? 'none'} of ${order.id}, stored is ${order.version}`,
  ];
}
