import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@campus/testing/random';
import type { Rush } from '../checks/rushes.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { Caller, Identity } from './caller.ts';
import type { ProviderDesk } from './provider-desk.ts';
import type { Screens } from './screens.ts';
import type { Session } from './session.ts';

/** What everybody in a run shares. */
export interface Party {
  stage: Stage;
  call: Caller;
  provider: ProviderDesk;
  screens: Screens;
  /** Ids of the dishes that are served all day. */
  dishes: string[];
  /** Orders by owner, for those who try to read what is not theirs. */
  orderIds: { orderId: string; userId: string }[];
  /** Students who have signed in. */
  sessions: Session[];
  staff: { admin: Identity; cooks: Identity[]; rider: Identity };
  /** Ids of messages that nobody can read, put among the others on purpose. */
  poisoned: Set<string>;
  /** Events that were lost with a queue and sent again. */
  resent: number;
  /** How often Redis has lost everything. */
  redisLosses: number;
  /** Of each rush for the last places: the cap, and how many were taken before and after. */
  rushes: Rush[];
  /** While webhooks are lost nobody pays twice: only the nightly sweep would find the second payment. */
  losesWebhooks: boolean;
  /** When webhooks were last lost (epoch ms), 0 for never. */
  webhooksLostAt: number;
  /** Whether everybody goes home. */
  isOver(): boolean;
}

/** Does one thing after the other, with pauses as people make them, until the party is over. */
export async function keepDoing(
  party: Party,
  { random, pauseMs, act }: { random: Random; pauseMs: [number, number]; act: () => Promise<void> },
): Promise<void> {
  while (!party.isOver()) {
    await act();
    await sleep(random.between(...pauseMs));
  }
}
