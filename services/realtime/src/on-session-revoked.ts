import type { ReceivedEvent } from '@campus/contracts/event';
import type { sessionRevoked } from '@campus/contracts/people-events';
import type { Announcements } from './announcements.ts';

export async function onSessionRevoked(
  work: Announcements,
  { data }: ReceivedEvent<typeof sessionRevoked>,
): Promise<void> {
  work.tell('sessions', { kind: 'revocation', body: data.revocation });
}
