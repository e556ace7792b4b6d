import type { Revival } from '../checks/signed-out.ts';
import type { DeadTokens } from '../people/newcomer.ts';
import type { Party } from '../people/party.ts';

const MOST = 60;

/** Tries the tokens of everybody who has certainly signed out, the latest first. */
export async function revive({ call }: Party, left: DeadTokens[]): Promise<Revival[]> {
  const certain = left.filter(({ isCertain }) => isCertain).slice(-MOST);
  const revivals: Revival[] = [];
  for (const { token, refreshToken } of certain) {
    const ghost = { who: 'ghost', token };
    const access = await call(ghost, { operation: 'session', method: 'GET', path: '/api/v1/users/me' });
    const body = { refresh_token: refreshToken };
    const again = { operation: 'session', method: 'POST', path: '/api/v1/auth/refresh', body } as const;
    revivals.push({ accessStatus: access.status, refreshStatus: (await call({ who: 'ghost' }, again)).status });
  }
  return revivals;
}
