import { createEndedSessions, type EndedSessions, type EndedSessionsOptions } from '@campus/auth/ended-sessions';
import { createRevocations } from '@campus/auth/revocations';
import type { Feed } from './feed.ts';
import type { Seats } from './seats.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** The open sockets and what is known of ended sessions: both follow the stream of revocations, and auth where the stream has holes. */
export function livingSessions(
  { feed, seats }: { feed: Feed; seats: Seats },
  options: Pick<EndedSessionsOptions, 'authUrl' | 'mayHaveMissed' | 'logger'>,
): { sessions: Sessions; ended: EndedSessions } {
  const revocations = createRevocations();
  const sessions = createSessions(revocations, seats);
  feed.listen('sessions', (entry) => {
    if (entry.kind !== 'revocation') return;
    revocations.add(entry.body);
    sessions.endRevoked();
  });
  return { sessions, ended: createEndedSessions({ ...options, revocations, onLearned: sessions.endRevoked }) };
}
