import { BRAKE_WINDOW, mayDeleteToken } from '../domain/deletion-brake.ts';
import type { Message } from '../domain/notification.ts';
import { afterAttempt, type DeliveryState } from '../domain/push-delivery.ts';
import type { PushVerdict } from '../domain/push-verdict.ts';
import type { ClaimedPush, Transact, Work } from './work.ts';

export interface Push {
  notificationId: string;
  token: string;
  message: Message;
}

export interface PushGateway {
  /** Never rejects: whatever happened is a verdict. */
  send(push: Push): Promise<PushVerdict>;
}

/** Code of a push whose device was gone, or somebody else's, when its turn came. */
export const NO_DEVICE = 'no_device';

export interface DeliveryReport {
  verdict: PushVerdict;
  state: DeliveryState;
  tokenKept: boolean;
}

/** Sends a push that was claimed, outside any transaction, and records what became of it and of its device token. */
export async function deliverPush(
  { transact, gateway }: { transact: Transact; gateway: PushGateway },
  claimed: ClaimedPush,
): Promise<DeliveryReport> {
  const { token, notificationId, message } = claimed;
  const verdict: PushVerdict =
    token === undefined ? { kind: 'refused', code: NO_DEVICE } : await gateway.send({ notificationId, token, message });
  return transact((work) => record(work, claimed, verdict));
}

async function record(work: Work, claimed: ClaimedPush, verdict: PushVerdict): Promise<DeliveryReport> {
  const state = afterAttempt(claimed, verdict, work.now);
  await work.pushDeliveries.save(claimed, state, work.now);
  if (verdict.kind === 'foreign_token') await work.deviceTokens.deactivate(claimed.deviceTokenId);
  const isDead = verdict.kind === 'dead_token';
  const mayDelete = isDead && mayDeleteToken(await work.pushDeliveries.countDead(BRAKE_WINDOW));
  if (mayDelete) await work.deviceTokens.removeById(claimed.deviceTokenId);
  return { verdict, state, tokenKept: !mayDelete };
}
