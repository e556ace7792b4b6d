import { openOtp } from '@campus/contracts/otp-cipher';
import { type OtpMessage, otpMessage } from '@campus/contracts/otp-message';
import type { Logger } from '@campus/logger/logger';
import type { QueueMessage } from '@campus/messaging/queue-consumer';
import { createPhoneHash } from '../gateways/phone-hash.ts';
import { createSmsLog } from '../gateways/sms-log.ts';
import { type OtpMeans, sendOtp } from '../use-cases/send-otp.ts';

export interface OtpTools extends Pick<OtpMeans, 'transact' | 'senders'> {
  transportKey: Buffer;
  logger: Logger;
}

/** Sends the code of a message. What cannot be read is dropped by the consumer, without a word of it in the log. */
export function createOtpHandler({ transact, senders, transportKey, logger }: OtpTools) {
  const log = createSmsLog(logger);
  const means = { transact, senders, hashPhone: createPhoneHash(transportKey) };
  return async ({ body }: Pick<QueueMessage, 'body'>): Promise<void> => {
    const message = read(body);
    const { id, phone } = message;
    const code = open(transportKey, message);
    log.sent(id, await sendOtp(means, { id, phone, code, expiresAt: new Date(message.expires_at) }));
  };
}

function read(body: unknown): OtpMessage {
  const parsed = otpMessage.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Error(`Not a code to send: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
}

function open(transportKey: Buffer, { id, code_encrypted: sealed }: OtpMessage): string {
  try {
    return openOtp(transportKey, id, sealed);
  } catch (error) {
    throw new Error('The code was sealed with another key or changed on the way.', { cause: error });
  }
}
