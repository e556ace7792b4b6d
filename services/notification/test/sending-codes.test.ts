import { randomUUID } from 'node:crypto';
import { sealOtp } from '@campus/contracts/otp-cipher';
import type { OtpMessage } from '@campus/contracts/otp-message';
import { createLogger } from '@campus/logger/logger';
import { createPublisher } from '@campus/messaging/publisher';
import { OTP_QUEUE } from '@campus/messaging/topology';
import { atEnd } from '@campus/testing/at-end';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { startNotification } from './support/start-notification.ts';

let stage: Awaited<ReturnType<typeof startNotification>>;
let send: (body: unknown) => Promise<void>;
beforeAll(async () => {
  stage = await startNotification();
  const logger = createLogger({ service: 'test', level: 'silent' });
  const publisher = createPublisher({ url: stage.brokerUrl, name: 'campus-test', logger });
  await publisher.start();
  atEnd(() => publisher.stop());
  send = (body) =>
    publisher.publish({
      exchange: '',
      routingKey: OTP_QUEUE,
      body: JSON.stringify(body),
      messageId: randomUUID(),
      type: 'otp',
      expirationMs: 300_000,
    });
});

let phones = 0;
const freshPhone = () => `+9198765${String(10_000 + ++phones)}`;

function otp({ phone = freshPhone(), code = '481516', lifeMs = 300_000, key = stage.transportKey } = {}): OtpMessage {
  const id = randomUUID();
  const expires_at = new Date(Date.now() + lifeMs).toISOString();
  return { id, phone, code_encrypted: sealOtp(key, id, code), expires_at };
}

const gotSms = (phone: string) =>
  eventually(async () => {
    const messages = await stage.sandbox.smsTo(phone);
    expect(messages).not.toEqual([]);
    return messages;
  });
const delivery = (id: string) => stage.db('sms_deliveries').where({ id }).first();
const settled = (id: string, status: string) =>
  eventually(async () => expect(await delivery(id)).toMatchObject({ status }), { timeoutMs: 15_000 });

test('a code reaches its phone by the first provider, once however often it is delivered', async () => {
  const message = otp({ code: '271828' });
  await Promise.all([send(message), send(message)]);
  await gotSms(message.phone);
  await send(message);
  await settled(message.id, 'accepted');
  const marker = otp();
  await send(marker);
  await gotSms(marker.phone);
  const [sms, ...more] = await stage.sandbox.smsTo(message.phone);
  expect(sms).toMatchObject({ provider: 'twilio', text: expect.stringMatching(/^271828 /) });
  expect(more).toEqual([]);
  expect(await delivery(message.id)).toMatchObject({ provider: 'twilio', provider_sid: expect.stringMatching(/^SM/) });
});

test('the row of a delivery knows neither the phone nor the code', async () => {
  const message = otp({ code: '314159' });
  await send(message);
  await settled(message.id, 'accepted');
  const row = JSON.stringify(await delivery(message.id));
  expect(row).not.toContain(message.phone.slice(1));
  expect(row).not.toContain('314159');
});

test('an expired code is dropped, and so is what was sealed with another key or is no message at all', async () => {
  const [expired, foreign] = [otp({ lifeMs: -1_000 }), otp({ key: Buffer.alloc(32) })];
  for (const body of [expired, foreign, { phone: foreign.phone }, 'nonsense']) await send(body);
  const marker = otp();
  await send(marker);
  await gotSms(marker.phone);
  expect(await stage.sandbox.smsTo(expired.phone)).toEqual([]);
  expect(await stage.sandbox.smsTo(foreign.phone)).toEqual([]);
  expect(await delivery(expired.id)).toBeUndefined();
});

test('when Twilio refuses, MSG91 sends the same code', async () => {
  const message = otp({ code: '161803' });
  await stage.sandbox.fault({ provider: 'twilio', effect: 'status', status: 503 });
  await send(message);
  const [sms] = await gotSms(message.phone);
  expect(sms).toMatchObject({ provider: 'msg91', to: message.phone, text: 'OTP: 161803' });
  await settled(message.id, 'accepted');
  expect(await delivery(message.id)).toMatchObject({ provider: 'msg91', error_code: null });
});

test('when Twilio does not answer, the same code goes out once more by MSG91, and never again', async () => {
  const message = otp({ code: '577215' });
  await stage.sandbox.fault({ provider: 'twilio', effect: 'timeout' });
  await stage.sandbox.fault({ provider: 'msg91', effect: 'drop_response_after_commit' });
  await send(message);
  await settled(message.id, 'unknown');
  await send(message);
  const marker = otp();
  await send(marker);
  await gotSms(marker.phone);
  expect(await stage.sandbox.smsTo(message.phone)).toEqual([expect.objectContaining({ text: 'OTP: 577215' })]);
});

test('a phone that cannot take messages is not tried by the other provider', async () => {
  const message = otp({ phone: '+15005550009' });
  await send(message);
  await settled(message.id, 'refused');
  expect(await delivery(message.id)).toMatchObject({ provider: 'twilio', error_code: '21614' });
  expect(await stage.sandbox.smsTo(message.phone)).toEqual([]);
});

test('the log holds no phone, no code and no credential', async () => {
  const log = JSON.stringify(stage.service.logs);
  expect(stage.service.logs.filter(({ message }) => message === 'code taken care of')).not.toEqual([]);
  expect(log).not.toMatch(/98765\d{5}|15005550009/);
  expect(log).not.toMatch(/271828|314159|161803|577215|481516/);
  expect(log).not.toMatch(/twilio-test-token|msg91-test-key/);
});
