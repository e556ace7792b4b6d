import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { viewOfOrder } from '@campus/contracts/order-state';
import { steadyPublisher } from '@campus/testing/broker';
import type { Random } from '@campus/testing/random';
import type { Platform } from '../platform.ts';
import type { Step } from './lives.ts';

export interface MovesOptions {
  lives: Step[][];
  /** Over how long they move. */
  ms: number;
  random: Random;
  placed(step: Step): void;
}

export interface Moves {
  /** Resolves when everything has been published. */
  over: Promise<unknown>;
  events: number;
  duplicates: number;
}

/** Lets ordering change its orders and its relay tell of it: late now and then, so that versions overtake each other, and twice. */
export async function moveOrders(platform: Platform, { lives, ms, random, placed }: MovesOptions): Promise<Moves> {
  const publish = await steadyPublisher(platform.rabbitmqUrl);
  const moves: Moves = { over: Promise.resolve(), events: 0, duplicates: 0 };

  async function tell({ kind, order }: Step): Promise<void> {
    const { change } = kind.example;
    const data = { order, change: { ...change, version: order.version } };
    const event = { id: randomUUID(), aggregateId: order.id, aggregateVersion: order.version, data };
    await sleep(random.chance(0.2) ? random.whole(0, 800) : random.whole(0, 30));
    await publish(kind, event);
    moves.events += 1;
    if (!random.chance(0.1)) return;
    await sleep(random.whole(0, 1_000));
    await publish(kind, event);
    moves.duplicates += 1;
  }

  async function live(life: Step[]): Promise<void> {
    await sleep(random.whole(0, ms * 0.3));
    const told: Promise<void>[] = [];
    for (const step of life) {
      platform.ordering.orders.set(step.order.id, viewOfOrder(step.order));
      if (step === life[0]) placed(step);
      told.push(tell(step));
      await sleep(random.whole(0, (ms * 1.4) / life.length));
    }
    await Promise.all(told);
  }

  moves.over = Promise.all(lives.map(live));
  return moves;
}
