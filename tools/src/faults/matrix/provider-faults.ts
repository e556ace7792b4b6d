import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Party } from '../people/party.ts';
import type { ProviderDesk } from '../people/provider-desk.ts';
import { type Fault, type Heal, UNBOUNDED, wholly, without } from './fault.ts';

const HOUSE_WORKS = () => ({ operations: without(), floor: 0.97 });
// Whoever asks for their payment waits 8 s for Razorpay, as long as callers here listen.
const SILENT_TO_PAYERS = () => ({ ...HOUSE_WORKS(), refusedWithinMs: UNBOUNDED });
export const MANY = 1_000;

// SMS and pushes are sent now and then only.
const PATIENCE_MS = 30_000;

interface Effect {
  provider: string;
  effect: string;
  times?: number;
  match?: string;
  status?: number;
}

/** Resolves when somebody has met it: a provider that nobody asks proves nothing. */
const misbehaving =
  (effects: Effect[]) =>
  async ({ provider }: Party): Promise<Heal> => {
    const wanted = effects.map((effect) => ({ times: MANY, ...effect }));
    for (const effect of wanted) await provider.tell('/faults', effect);
    return wholly(provider.forgive, () => untilMet(provider, wanted));
  };

const left = z.object({ faults: z.array(z.object({ provider: z.string(), times: z.number() })) });

/** Resolves when the sandbox has done some of it to somebody. */
export async function untilMet(desk: ProviderDesk, wanted: { provider: string; times: number }[]): Promise<void> {
  const names = new Set(wanted.map(({ provider }) => provider));
  const count = (effects: { provider: string; times: number }[]) =>
    effects.filter(({ provider }) => names.has(provider)).reduce((sum, { times }) => sum + times, 0);
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    const { faults } = await desk.ask('/faults', left);
    if (count(faults) < count(wanted)) return;
    if (Date.now() > deadline) throw new SetupFault(`nobody asked ${[...names].join(' or ')}`);
  }
}

const afterCommit: Fault = {
  name: 'provider silent after it has acted',
  how: 'Razorpay makes orders and refunds and the answer is lost (reset); some calls are never answered',
  victims: ['razorpay'],
  touches: () => ['sandbox'],
  holdSeconds: [5, 10],
  works: SILENT_TO_PAYERS,
  inject: misbehaving([
    { provider: 'razorpay', match: '^POST /v1/(orders|payments/)', effect: 'drop_response_after_commit' },
    { provider: 'razorpay', match: '^GET ', effect: 'timeout', times: 5 },
  ]),
};

const failing: Fault = {
  name: 'provider failing',
  how: 'Razorpay answers 500 or 429 to everything',
  victims: ['500', '429'],
  touches: () => ['sandbox'],
  holdSeconds: [5, 10],
  works: HOUSE_WORKS,
  inject: (party, status) => misbehaving([{ provider: 'razorpay', effect: 'status', status: Number(status) }])(party),
};

const unreachable: Fault = {
  name: 'provider in a black hole',
  how: 'nothing arrives at Razorpay, connections stand',
  victims: ['payment'],
  touches: () => ['sandbox'],
  holdSeconds: [6, 12],
  works: SILENT_TO_PAYERS,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: 'sandbox', user: victim }, { kind: 'black hole' });
    return async () => heal();
  },
};

const SMS_EFFECTS: Record<string, Effect> = {
  twilio: { provider: 'twilio', effect: 'status', status: 500 },
  msg91: { provider: 'msg91', effect: 'timeout' },
};

const sms: Fault = {
  name: 'SMS failing',
  how: 'Twilio answers 500, so that MSG91 has to send; or MSG91 does not answer either',
  victims: ['twilio', 'twilio and msg91'],
  // Who cannot ask for a code needs no SMS.
  touches: () => ['sms', 'auth', 'redis', 'rabbitmq', 'notification'],
  holdSeconds: [4, 8],
  works: HOUSE_WORKS,
  inject: (party, victim) =>
    misbehaving(victim.split(' and ').flatMap((provider) => SMS_EFFECTS[provider] ?? []))(party),
};

const push: Fault = {
  name: 'pushes failing',
  how: 'FCM answers 500, 429 or not at all',
  victims: ['status 500', 'status 429', 'timeout', 'drop_response_after_commit'],
  touches: () => ['push', 'rabbitmq', 'notification'],
  holdSeconds: [4, 8],
  works: HOUSE_WORKS,
  inject(party, victim) {
    const [effect = '', status] = victim.split(' ');
    return misbehaving([{ provider: 'fcm', effect, ...(status && { status: Number(status) }) }])(party);
  },
};

export const PROVIDER_FAULTS = [afterCommit, failing, unreachable, sms, push];
