import { otpMessage } from '@campus/contracts/otp-message';
import { unavailable } from '@campus/errors/app-error';
import type { Publisher } from '@campus/messaging/publisher';
import { OTP_QUEUE } from '@campus/messaging/topology';
import type { OtpSms } from '../use-cases/ports.ts';

const CONFIRM_TIMEOUT_MS = 2_000;

/** Hands codes to notification, without the outbox: a code that comes late is worthless, so whoever asked hears about it now. */
export function otpSmsQueue(publisher: Publisher, clock: () => Date): OtpSms {
  return {
    async send(message) {
      const expirationMs = Date.parse(message.expires_at) - clock().getTime();
      const body = JSON.stringify(otpMessage.parse(message));
      const route = { exchange: '', routingKey: OTP_QUEUE, messageId: message.id, type: 'otp' };
      try {
        await publisher.publish({ ...route, body, expirationMs, timeoutMs: CONFIRM_TIMEOUT_MS });
      } catch (error) {
        throw unavailable('The code could not be sent. Try again.', error);
      }
    },
  };
}
