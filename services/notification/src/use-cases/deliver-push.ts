import { BRAKE_WINDOW, mayDeleteToken } from '../domain/deletion-brake.ts';
import type { Message } from '../domain/notification.ts';
import {
  afterTurn,
  type DeliveryState,
  type RetryPauses,
  type Unsent,
  unsentBecause,
  type WakeUp,
} from '../domain/push-delivery.ts';
import type { PushVerdict } from '../domain/push-verdict.ts';
import type { Device, TakenPush, Transact, Work } from './work.ts';

export interface Push {
  notificationId: string;
  device: Device;
  message: Message;
}

export interface PushGateway {
  /** Never rejects: whatever happened is a verdict. */
  send(push: Push): Promise<PushVerdict>;
}

export interface PushMeans {
  transact: Transact;
  gateway: PushGateway;
  retryPauses: RetryPauses;
}

export interface DeliveryReport {
  push: TakenPush;
  outcome: PushVerdict | Unsent;
  state: DeliveryState;
  /** The device is dead, and its token stays all the same because too many are. */
  isTokenSpared: boolean;
}

// Longer than one call can take, so that a push is taken again only when its process died.
const LEASE_MS = 40_000;

/**
 * Answers one wake-up: takes the push, calls FCM outside any transaction, records what became of it and of its device token.
 * Undefined: the wake-up is old news or too early, or the push was taken by somebody else after its lease.
 */
export async function deliverPush(means: PushMeans, wakeUp: WakeUp): Promise<DeliveryReport | undefined> {
  const push = await means.transact((work) => take(work, wakeUp));
  if (!push) return undefined;
  const outcome = await outcomeOf(push, means.gateway);
  return means.transact((work) => {
    const state = afterTurn(push, outcome, { now: work.now, retryPauses: means.retryPauses });
    return record(work, { push, outcome, state });
  });
}

async function take(work: Work, wakeUp: WakeUp): Promise<TakenPush | undefined> {
  const leasedUntil = new Date(work.now.getTime() + LEASE_MS);
  const push = await work.pushDeliveries.take(wakeUp, { now: work.now, leasedUntil });
  if (!push) await work.pushDeliveries.oweIfEarly(wakeUp, work.now);
  return push;
}

async function outcomeOf(push: TakenPush, gateway: PushGateway): Promise<PushVerdict | Unsent> {
  const { device, notificationId, message } = push;
  if (!device) return { kind: 'unsent', code: 'no_device' };
  return unsentBecause(push, push.takenAt) ?? gateway.send({ notificationId, device, message });
}

async function record(
  work: Work,
  { push, outcome, state }: Pick<DeliveryReport, 'push' | 'outcome' | 'state'>,
): Promise<DeliveryReport | undefined> {
  if (!(await work.pushDeliveries.save(push, state, work.now))) return undefined;
  const isDead = outcome.kind === 'dead_token';
  const isTokenSpared = isDead && !mayDeleteToken(await work.pushDeliveries.countDead(BRAKE_WINDOW));
  if (isDead && !isTokenSpared) await work.deviceTokens.removeById(push.deviceTokenId);
  if (outcome.kind === 'foreign_token') await work.deviceTokens.deactivate(push.deviceTokenId);
  return { push, outcome, state, isTokenSpared };
}
