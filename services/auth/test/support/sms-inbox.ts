import { openOtp } from '@campus/contracts/otp-cipher';
import { type OtpMessage, otpMessage } from '@campus/contracts/otp-message';
import { createLogger } from '@campus/logger/logger';
import { createQueueConsumer, type QueueMessage } from '@campus/messaging/queue-consumer';
import { assertOtpQueue, OTP_QUEUE } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';

/** Receives what notification would. */
export async function openSmsInbox({ url, transportKey }: { url: string; transportKey: Buffer }) {
  const received: (OtpMessage & { code: string; raw: QueueMessage })[] = [];
  const consumer = createQueueConsumer({
    url,
    queue: OTP_QUEUE,
    declare: assertOtpQueue,
    logger: createLogger({ service: 'test', level: 'silent' }),
    async handle(raw) {
      const message = otpMessage.parse(raw.body);
      received.push({ ...message, code: openOtp(transportKey, message.id, message.code_encrypted), raw });
    },
  });
  await consumer.start();
  atEnd(() => consumer.stop());
  const sentTo = (phone: string) => received.filter((message) => message.phone === phone);
  return {
    received,
    sentTo,
    /** The newest code for this phone once `count` were sent. */
    codeFor: (phone: string, count = 1) =>
      eventually(() => {
        const messages = sentTo(phone);
        const newest = messages.at(-1);
        if (!newest || messages.length < count) throw new Error(`${messages.length} codes were sent, not ${count}`);
        return newest.code;
      }),
  };
}
