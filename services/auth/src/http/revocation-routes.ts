import { REMEMBERED_MS, revocationList } from '@campus/auth/revocations';
import type { Db } from '@campus/database/connect';
import { get, type Route } from '@campus/http/routes';
import { recentRevocations } from '../queries/recent-revocations.ts';

/** For gateways and realtime, which remember ended sessions and ask when they may have missed some. The gateway leads nobody here. */
export function revocationRoutes({ db }: { db: Db }): Route[] {
  return [
    get(
      '/internal/revocations',
      { may: 'public', summary: 'The sessions that ended within the life of an access token', answer: revocationList },
      async () => ({ revocations: await recentRevocations(db, REMEMBERED_MS) }),
    ),
  ];
}
