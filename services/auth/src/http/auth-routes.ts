import type { Db } from '@campus/database/connect';
import type { Route } from '@campus/http/routes';
import type { StaffDesk } from '../use-cases/add-staff.ts';
import type { RefreshDesk } from '../use-cases/refresh-session.ts';
import type { OtpDesk } from '../use-cases/request-otp.ts';
import type { LoginDesk } from '../use-cases/sign-in-staff.ts';
import type { VerifyDesk } from '../use-cases/verify-otp.ts';
import { keyRoutes, type PublicKey } from './key-routes.ts';
import { otpRoutes } from './otp-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { revocationRoutes } from './revocation-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { staffRoutes } from './staff-routes.ts';

type Desk = OtpDesk & VerifyDesk & LoginDesk & RefreshDesk & StaffDesk & { db: Db; publishedKeys(): PublicKey[] };

/** Every door of this service. */
export function authRoutes(desk: Desk): Route[] {
  return [
    ...otpRoutes(desk),
    ...sessionRoutes(desk),
    ...profileRoutes(desk),
    ...staffRoutes(desk),
    ...keyRoutes(desk),
    ...revocationRoutes(desk),
  ];
}
