import { openOtp } from '@campus/contracts/otp-cipher';
import { type OtpMessage, otpMessage } from '@campus/contracts/otp-message';
import type { Logger } from '@campus/logger/logger';
import type { QueueMessage } from '@campus/messaging/queue-consumer';
import { type SmsSender, sendOtp } from '../use-cases/send-otp.ts';
import type { Transact } from '../use-cases/work.ts';

export interface OtpTools {
  transact: Transact;
  senders: SmsSender[];
  transportKey: Buffer;
  logger: Logger;
}

/** Sends the code of a message. What cannot be read is dropped by the consumer, without a word of it in the log. */
export function createOtpHandler({ transact, senders, transportKey, logger }: OtpTools) {
  return async ({ body }: Pick<QueueMessage, 'body'>): Promise<void> => {
    const message = read(body);
    const { id, phone } = message;
    const code = open(transportKey, message);
    const report = await sendOtp({ transact, senders }, { id, phone, code, expiresAt: new Date(message.expires_at) });
    const { result, provider, errorCode } = report;
    const facts = { message_id: id, result, provider, error_code: errorCode };
    if (result === 'refused' || result === 'unknown') logger.error(facts, 'code not known to be sent');
    else logger.info(facts, 'code taken care of');
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
