import { randomUUID } from 'node:crypto';
import { sealOtp } from '@campus/contracts/otp-cipher';
import type { OtpMessage } from '@campus/contracts/otp-message';
import { OTP_QUEUE } from '@campus/messaging/topology';
import { connectedPublisher } from '@campus/testing/connected-publisher';
import { eventually } from '@campus/testing/eventually';
import { expect } from 'vitest';
import type { startNotification } from './start-notification.ts';

type Stage = Awaited<ReturnType<typeof startNotification>>;

const CODE = '481516';
let phones = 0;
const freshPhone = () => `+9198765${String(10_000 + ++phones)}`;

/** Codes on their way from auth to a phone. */
export async function codeSending({ brokerUrl, transportKey, sandbox, db }: Stage) {
  const publisher = await connectedPublisher({ url: brokerUrl });
  const delivery = (id: string) => db('sms_deliveries').where({ id }).first();
  return {
    code: CODE,
    delivery,
    send: (body: unknown) =>
      publisher.publish({
        exchange: '',
        routingKey: OTP_QUEUE,
        body: JSON.stringify(body),
        messageId: randomUUID(),
        type: 'otp',
        expirationMs: 300_000,
      }),
    otp({ phone = freshPhone(), code = CODE, lifeMs = 300_000, key = transportKey } = {}): OtpMessage {
      const id = randomUUID();
      const expires_at = new Date(Date.now() + lifeMs).toISOString();
      return { id, phone, code_encrypted: sealOtp(key, id, code), expires_at };
    },
    gotSms: (phone: string) =>
      eventually(async () => {
        const messages = await sandbox.smsTo(phone);
        expect(messages).not.toEqual([]);
        return messages;
      }),
    settled: (id: string, state: object) =>
      eventually(async () => expect(await delivery(id)).toMatchObject(state), { timeoutMs: 15_000 }),
  };
}
