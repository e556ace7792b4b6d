import { otpMessage, otpMessageExample } from '@campus/contracts/otp-message';
import { OTP_QUEUE } from '@campus/messaging/topology';
import { operation } from './operation.ts';

const NAME = 'otp';

/** The one message that is no event: worthless when late, so it goes straight to its own queue. */
export function otpChannel() {
  return {
    channels: {
      [NAME]: {
        address: OTP_QUEUE,
        description: 'One-time passwords on their way to the SMS provider: encrypted, never dead-lettered.',
        servers: [{ $ref: '#/servers/broker' }],
        messages: { [NAME]: { $ref: `#/components/messages/${NAME}` } },
        bindings: {
          amqp: { is: 'queue', queue: { name: OTP_QUEUE, durable: true, exclusive: false, autoDelete: false } },
        },
      },
    },
    operations: {
      'auth-asks-for-sms': operation({
        action: 'send',
        channel: NAME,
        by: 'auth',
        summary: 'Asks for an SMS with a code.',
      }),
      'notification-sends-sms': operation({
        action: 'receive',
        channel: NAME,
        by: 'notification',
        summary: 'Sends the SMS, unless the code has expired.',
      }),
    },
    messages: {
      [NAME]: {
        name: NAME,
        payload: { $ref: '#/components/schemas/OtpMessage' },
        examples: [{ payload: otpMessageExample }],
      },
    },
    schemas: { OtpMessage: otpMessage },
  };
}
