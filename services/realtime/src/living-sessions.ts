import { createRevocations } from '@campus/auth/revocations';
import type { VerifyToken } from '@campus/auth/verify-token';
import { unauthenticated } from '@campus/errors/app-error';
import type { Feed } from './feed.ts';
import type { Seats } from './seats.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** The open sockets, and a token check that knows which sessions have ended: both follow the stream of revocations. */
export function livingSessions(
  { feed, seats }: { feed: Feed; seats: Seats },
  verifySignature: VerifyToken,
): { sessions: Sessions; verifyToken: VerifyToken } {
  const revocations = createRevocations();
  const sessions = createSessions(revocations, seats);
  feed.listen('sessions', (entry) => {
    if (entry.kind !== 'revocation') return;
    revocations.add(entry.body);
    sessions.endRevoked();
  });
  return {
    sessions,
    async verifyToken(token) {
      const caller = await verifySignature(token);
      if (revocations.cover(caller)) throw unauthenticated('The session has ended.');
      return caller;
    },
  };
}
