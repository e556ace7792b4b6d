import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from '@campus/contracts/order-state';
import { orderAnswer } from '@campus/contracts/orders-api';
import { orderMessage } from '@campus/contracts/realtime-api';
import { io } from 'socket.io-client';
import { SetupFault } from '../platform/setup-fault.ts';
import type { Courier } from './courier.ts';
import { nextStep } from './kitchen-step.ts';
import type { Stage } from './stage.ts';
import { within } from './until.ts';

// Nobody cooks in no time: it leaves the student the time to open the order screen.
const COOKING_MS = 400;

export interface Kitchen {
  /** Every order the screen has rung for, once per ring. */
  rung: OrderView[];
  /** Rejects when a cook cannot go on. */
  failed: Promise<never>;
  close(): void;
}

export interface KitchenOptions {
  stage: Stage;
  courier: Courier;
  /** Ids of today's students: other people's orders are left to other people. */
  guests: Set<string>;
}

/** The kitchen screen on socket.io: acknowledges what is new and takes every order one step further whenever its card changes. */
export async function openKitchen({ stage, courier, guests }: KitchenOptions): Promise<Kitchen> {
  const { timeline, cooks } = stage;
  const rung: OrderView[] = [];
  const versions = new Map<string, number>();
  const taken = new Set<string>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);

  const opened = performance.now();
  const socket = io(new URL('/kitchen', stage.gateway).href, {
    transports: ['websocket'],
    auth: { token: cooks[0].token },
  });
  socket.on('connect_error', (error) => failure.reject(new SetupFault(`The kitchen socket failed: ${error.message}`)));
  socket.on('order', (raw: unknown) => {
    void receive(raw).catch(failure.reject);
  });
  await within('the kitchen socket says hello', Promise.race([once('hello'), failure.promise]));
  timeline.tell(cooks[0].name, 'has the kitchen screen open', opened);

  function once(event: string): Promise<void> {
    return new Promise((resolve) => socket.once(event, () => resolve()));
  }

  async function receive(raw: unknown): Promise<void> {
    const { type, order: card } = orderMessage.parse(raw);
    if (!guests.has(card.user_id) || (versions.get(card.id) ?? 0) >= card.version) return;
    versions.set(card.id, card.version);
    if (type === 'placed' || type === 'confirmed') ring(card);
    else if (card.status === 'cancelled' && card.acknowledged_at === null) hearCancellation(card);
    await work(card);
  }

  function ring(card: OrderView): void {
    rung.push(card);
    timeline.tell(cooks[0].name, `hears ${card.order_number} ring`, timeline.since(`confirmed ${card.user_id}`));
    socket.emit('ack', { order_id: card.id });
  }

  // A cancellation rings too, until somebody has seen it.
  function hearCancellation(card: OrderView): void {
    timeline.tell(cooks[0].name, `hears that ${card.order_number} is cancelled`, performance.now());
    socket.emit('ack', { order_id: card.id });
  }

  async function work(card: OrderView): Promise<void> {
    const step = nextStep(card);
    if (!step || taken.has(`${step.name} ${card.id}`)) return;
    taken.add(`${step.name} ${card.id}`);
    if (step.door === 'rider') return courier.take(card);
    const cook = cooks[rung.findIndex(({ id }) => id === card.id) % 2 === 0 ? 0 : 1];
    await sleep(COOKING_MS);
    timeline.mark(`${step.name} ${card.id}`);
    await timeline.step(cook.name, `${step.words} ${card.order_number}`, () =>
      cook.ask('PATCH', `/api/v1/admin/orders/${card.id}/${step.door}`, orderAnswer, step.body),
    );
  }

  return { rung, failed: failure.promise, close: () => void socket.close() };
}
