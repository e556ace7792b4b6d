import { requestOtpAnswer, requestOtpBody, verifyOtpAnswer, verifyOtpBody } from '@campus/contracts/auth-api';
import { post, type Route } from '@campus/http/routes';
import { type OtpDesk, requestOtp } from '../use-cases/request-otp.ts';
import { type VerifyDesk, verifyOtp } from '../use-cases/verify-otp.ts';
import { tokenView } from './token-view.ts';

export function otpRoutes(desk: OtpDesk & VerifyDesk): Route[] {
  return [
    post(
      '/api/v1/auth/request-otp',
      { may: 'public', summary: 'Send a sign-in code to a phone', body: requestOtpBody, answer: requestOtpAnswer },
      async ({ body, request }) => {
        const { lifeMs } = await requestOtp(desk, { phone: body.phone, address: request.ip ?? '' });
        return { message: 'OTP sent successfully', expires_in: lifeMs / 1000 };
      },
    ),
    post(
      '/api/v1/auth/verify-otp',
      {
        may: 'public',
        summary: 'Sign in with a code',
        body: verifyOtpBody,
        answer: verifyOtpAnswer,
        errors: ['INVALID_OTP'],
      },
      async ({ body }) => {
        const { user, pair } = await verifyOtp(desk, { phone: body.phone, code: body.otp });
        return { ...tokenView(pair), user: { id: user.id, phone: user.phone, name: user.name } };
      },
    ),
  ];
}
