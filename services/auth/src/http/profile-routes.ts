import { updateUserBody, userAnswer } from '@campus/contracts/auth-api';
import type { Db } from '@campus/database/connect';
import { unauthenticated } from '@campus/errors/app-error';
import { del, get, put, type Route } from '@campus/http/routes';
import type { SecurityLog } from '@campus/http/security-log';
import { userProfile } from '../queries/user-profile.ts';
import { eraseUser } from '../use-cases/erase-user.ts';
import { renameUser } from '../use-cases/rename-user.ts';
import type { Transact } from '../use-cases/work.ts';

const PATH = '/api/v1/users/me';

interface ProfileDesk {
  db: Db;
  transact: Transact;
  security: SecurityLog;
}

export function profileRoutes({ db, transact, security }: ProfileDesk): Route[] {
  return [
    get(PATH, { may: ['consumer'], summary: 'My profile', answer: userAnswer }, async ({ caller }) =>
      profileAnswer(db, caller.id),
    ),
    put(
      PATH,
      { may: ['consumer'], summary: 'Change my name', body: updateUserBody, answer: userAnswer },
      async ({ body: { name }, caller }) => {
        if (name !== undefined) await transact((work) => renameUser(work, { id: caller.id, name }));
        return profileAnswer(db, caller.id);
      },
    ),
    del(PATH, { may: ['consumer'], summary: 'Erase me' }, ({ caller }) => eraseUser({ transact, security }, caller.id)),
  ];
}

async function profileAnswer(db: Db, id: string) {
  const profile = await userProfile(db, id);
  if (!profile) throw unauthenticated('This account does not exist any more.');
  const { created_at, updated_at, ...user } = profile;
  return { user: { ...user, created_at: created_at.toISOString(), updated_at: updated_at.toISOString() } };
}
