import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { ProviderDesk } from '../people/provider-desk.ts';
import { type Fault, wholly, without } from './fault.ts';

const WEBHOOKS = {
  victims: ['webhooks'],
  // Where nobody can pay there is no webhook to spoil.
  touches: () => ['webhooks', 'sandbox'],
  holdSeconds: [5, 10],
  works: () => ({ operations: without(), floor: 0.97 }),
} as const;
const COPIES = 2;
const LOST = 20;
const PATIENCE_MS = 30_000;

const webhooksTwice: Fault = {
  ...WEBHOOKS,
  name: 'webhooks twice and late',
  how: 'every webhook three times, shuffled, 2 s late',
  async inject({ provider }) {
    const before = await webhooks(provider);
    await provider.tell('/webhooks/knobs', { duplicate: COPIES, delay_ms: 2_000, order: 'shuffled' });
    return wholly(
      () => provider.tell('/webhooks/knobs', { duplicate: 0, delay_ms: 0, order: 'natural' }),
      () => until(provider, ({ all }) => all > before.all + COPIES),
    );
  },
};

const webhooksHeld: Fault = {
  ...WEBHOOKS,
  name: 'webhooks held and reversed',
  how: 'no webhook for a while, then all of them, newest first',
  async inject({ provider }) {
    await provider.tell('/webhooks/knobs', { hold: true });
    return wholly(
      () => provider.tell('/webhooks/release', { order: 'reversed' }),
      () => until(provider, ({ held }) => held > 1),
    );
  },
};

const webhooksLost: Fault = {
  ...WEBHOOKS,
  name: 'webhooks never',
  how: `the next ${LOST} webhooks are never sent: payment has to look for itself`,
  async inject(party) {
    party.losesWebhooks = true;
    const { provider } = party;
    const before = await webhooks(provider);
    await provider.tell('/webhooks/knobs', { drop: LOST });
    const heal = async () => {
      await provider.tell('/webhooks/knobs', { drop: 0 });
      party.losesWebhooks = false;
      party.webhooksLostAt = Date.now();
    };
    return wholly(heal, () => until(provider, ({ dropped }) => dropped > before.dropped));
  },
};

const overview = z
  .object({ queued: z.number(), held: z.number(), delivered: z.number(), dropped: z.number(), given_up: z.number() })
  .transform((counts) => ({ ...counts, all: Object.values(counts).reduce((sum, count) => sum + count, 0) }));
type Counts = z.output<typeof overview>;

const webhooks = (provider: ProviderDesk) => provider.ask('/webhooks?newest=1', overview);

/** Without a payment there is no webhook, and nothing is proved. */
async function until(provider: ProviderDesk, isMet: (counts: Counts) => boolean): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !isMet(await webhooks(provider)); await sleep(200))
    if (Date.now() > deadline) throw new SetupFault('there was no webhook to spoil');
}

export const WEBHOOK_FAULTS = [webhooksTwice, webhooksHeld, webhooksLost];
