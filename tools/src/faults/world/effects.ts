import { z } from 'zod';
import type { Effect } from '../checks/effects.ts';
import type { ProviderDesk } from '../people/provider-desk.ts';

const pushes = z.object({
  pushes: z.array(z.object({ token: z.string(), at: z.string(), data: z.object({ notification_id: z.string() }) })),
});
const messages = z.object({
  messages: z.array(z.object({ provider: z.string(), to: z.string(), text: z.string(), at: z.string() })),
});

/** All that the providers did for us. The same code by the other provider is meant (a lost answer), twice by one is not. */
export async function readEffects(provider: ProviderDesk): Promise<Effect[]> {
  const sent = (await provider.ask('/push', pushes)).pushes;
  const texts = (await provider.ask('/sms', messages)).messages;
  return [
    ...sent.map(({ token, at, data }) => ({
      channel: 'push' as const,
      recipient: token,
      subject: data.notification_id,
      at: Date.parse(at),
    })),
    ...texts.map(({ provider: name, to, text, at }) => ({
      channel: 'sms' as const,
      recipient: to,
      subject: `${name}: ${text}`,
      at: Date.parse(at),
    })),
  ];
}
