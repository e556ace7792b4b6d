import { logoutAnswer, refreshAnswer, refreshBody, staffLoginAnswer, staffLoginBody } from '@campus/contracts/auth-api';
import { post, type Route } from '@campus/http/routes';
import { endSession } from '../use-cases/end-session.ts';
import { type RefreshDesk, refreshSession } from '../use-cases/refresh-session.ts';
import { type LoginDesk, signInStaff } from '../use-cases/sign-in-staff.ts';
import { tokenView } from './token-view.ts';

export function sessionRoutes(desk: LoginDesk & RefreshDesk): Route[] {
  return [
    post(
      '/api/v1/admin/auth/login',
      {
        may: 'public',
        summary: 'Sign in as staff',
        body: staffLoginBody,
        answer: staffLoginAnswer,
        errors: ['INVALID_CREDENTIALS'],
      },
      async ({ body, request }) => {
        const { staff, pair } = await signInStaff(desk, { ...body, address: request.ip ?? '' });
        const { id, username, name, role } = staff;
        return { ...tokenView(pair), staff: { id, username, name, role } };
      },
    ),
    post(
      '/api/v1/auth/refresh',
      {
        may: 'public',
        summary: 'Exchange a refresh token for the next pair',
        body: refreshBody,
        answer: refreshAnswer,
        errors: ['INVALID_TOKEN'],
      },
      async ({ body }) => tokenView(await refreshSession(desk, body.refresh_token)),
    ),
    post(
      '/api/v1/auth/logout',
      { may: 'signed-in', summary: 'End this session', answer: logoutAnswer },
      async ({ caller }) => {
        const kind = caller.role === 'consumer' ? 'consumer' : 'staff';
        await endSession(desk, { personId: caller.id, kind, sessionId: caller.sessionId });
        return { message: 'Logged out successfully' };
      },
    ),
  ];
}
