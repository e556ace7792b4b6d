import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { createTwilioSender } from '../src/gateways/twilio-sender.ts';
import { codeSending } from './support/code-sending.ts';
import { startNotification } from './support/start-notification.ts';

let stage: Awaited<ReturnType<typeof startNotification>>;
let codes: Awaited<ReturnType<typeof codeSending>>;
beforeAll(async () => {
  stage = await startNotification();
  codes = await codeSending(stage);
});

test('a code reaches its phone by the first provider, once however often it is delivered', async () => {
  const { send, otp, gotSms, settled, delivery } = codes;
  const message = otp({ code: '271828' });
  await Promise.all([send(message), send(message)]);
  await gotSms(message.phone);
  await send(message);
  await settled(message.id, { status: 'accepted' });
  const marker = otp();
  await send(marker);
  await gotSms(marker.phone);
  const [sms, ...more] = await stage.sandbox.smsTo(message.phone);
  expect(sms).toMatchObject({ provider: 'twilio', text: expect.stringMatching(/^271828 /) });
  expect(more).toEqual([]);
  expect(await delivery(message.id)).toMatchObject({ provider: 'twilio', provider_sid: expect.stringMatching(/^SM/) });
});

test('Twilio is told that it is a code, to whom to report, and to drop it when it is worthless', async () => {
  const { send, otp, settled } = codes;
  const message = otp({ lifeMs: 90_000 });
  await send(message);
  await settled(message.id, { status: 'accepted' });
  const call = (await stage.sandbox.callsTo('twilio')).find(({ body }) => body.To === message.phone);
  expect(call?.body).toMatchObject({
    Body: `${codes.code} is your Campus Food code. Do not share it with anyone.`,
    MessageIntent: 'otp',
    RiskCheck: 'enable',
    StatusCallback: `${stage.service.url}/api/v1/notifications/sms-status/${message.id}`,
  });
  expect(Number(call?.body.ValidityPeriod)).toBeGreaterThan(60);
  expect(Number(call?.body.ValidityPeriod)).toBeLessThanOrEqual(90);
});

test('the row of a delivery knows neither the phone nor the code', async () => {
  const { send, otp, settled, delivery } = codes;
  const message = otp({ code: '314159' });
  await send(message);
  await settled(message.id, { status: 'accepted' });
  const row = await delivery(message.id);
  expect(row.phone_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(row)).not.toContain(message.phone.slice(1));
  expect(JSON.stringify(row)).not.toContain('314159');
});

test('an expired code is dropped, and so is what was sealed with another key or is no message at all', async () => {
  const { send, otp, gotSms, delivery } = codes;
  const [expired, foreign] = [otp({ lifeMs: -1_000 }), otp({ key: Buffer.alloc(32) })];
  for (const body of [expired, foreign, { phone: foreign.phone }, 'nonsense']) await send(body);
  const marker = otp();
  await send(marker);
  await gotSms(marker.phone);
  expect(await stage.sandbox.smsTo(expired.phone)).toEqual([]);
  expect(await stage.sandbox.smsTo(foreign.phone)).toEqual([]);
  expect(await delivery(expired.id)).toBeUndefined();
});

interface Refusal {
  refuse?: number;
  fault?: object;
  code: string;
  level: string;
  event: string;
}

const ours = { level: 'error', event: 'sms_provider_misconfigured' };
const theirs = { level: 'warn', event: 'sms_provider_failed' };
const lost = { level: 'warn', event: 'sms_answer_lost' };

test.each<[string, Refusal]>([
  ['21408: the region is off', { refuse: 21408, code: '21408', ...ours }],
  ['20003: wrong credentials', { fault: { effect: 'status', status: 401 }, code: '20003', ...ours }],
  ['21606: the sender cannot send', { refuse: 21606, code: '21606', ...ours }],
  ['21659: the sender is none of Twilio’s', { refuse: 21659, code: '21659', ...ours }],
  ['21657: the sender is no long code', { refuse: 21657, code: '21657', ...ours }],
  ['21608: a trial account', { refuse: 21608, code: '21608', ...ours }],
  ['a code that nobody foresaw', { refuse: 21617, code: '21617', ...ours }],
  ['20429: too many requests', { fault: { effect: 'status', status: 429 }, code: '20429', ...theirs }],
  ['503', { fault: { effect: 'status', status: 503 }, code: '20500', ...lost }],
  [
    'the page of a proxy',
    { fault: { effect: 'status', status: 502, body: '<html>Bad Gateway</html>' }, code: 'http_502', ...lost },
  ],
  ['a connection that breaks', { fault: { effect: 'reset' }, code: 'ECONNRESET', ...lost }],
  ['no answer at all', { fault: { effect: 'timeout' }, code: 'ECONNABORTED', ...lost }],
])('when Twilio says %s, MSG91 sends the same code', async (_case, { refuse, fault, code, level, event }) => {
  const { send, otp, gotSms, settled, delivery } = codes;
  const message = otp({ code: '161803' });
  if (refuse) await stage.sandbox.number(message.phone, { refuse });
  if (fault) await stage.sandbox.fault({ provider: 'twilio', match: message.phone.slice(1), ...fault });
  await send(message);
  await settled(message.id, { status: 'accepted', provider: 'msg91', error_code: null });
  expect(await gotSms(message.phone)).toMatchObject([{ provider: 'msg91', to: message.phone, text: 'OTP: 161803' }]);
  // Written after what it tells of was recorded.
  await eventually(() => {
    const lines = stage.service.logs.filter(({ message_id }) => message_id === message.id);
    expect(lines).toMatchObject([
      { level, event, provider: 'twilio', error_code: code },
      { level: 'info', event: 'sms_accepted', provider: 'msg91' },
    ]);
  });
  expect((await delivery(message.id)).provider_sid).toMatch(/^[0-9a-f]{24}$/);
});

test('when nobody listens at Twilio’s address nothing was sent, and MSG91 tries', async () => {
  const twilio = createTwilioSender({
    accountSid: stage.sandbox.environment.TWILIO_ACCOUNT_SID,
    authToken: 'token',
    from: '+15005550006',
    callbacks: { urlFor: () => undefined },
    baseUrl: 'http://127.0.0.1:1',
  });
  const outcome = await twilio.send({ id: randomUUID(), phone: '+919876500000', code: '1', lifeSeconds: 60 });
  expect(outcome).toEqual({ status: 'refused', errorCode: 'ECONNREFUSED', fault: 'provider' });
});

test.each([
  ['21211: no number', 21211],
  ['21614: no mobile phone', 21614],
  ['21612: not reachable', 21612],
  ['21610: its owner has unsubscribed', 21610],
])('when Twilio says %s, no other provider tries, and nobody is woken', async (_case, refuse) => {
  const { send, otp, settled } = codes;
  const message = otp();
  await stage.sandbox.number(message.phone, { refuse });
  await send(message);
  await settled(message.id, { status: 'refused', provider: 'twilio', error_code: String(refuse) });
  expect(await stage.sandbox.smsTo(message.phone)).toEqual([]);
  await eventually(() => {
    const lines = stage.service.logs.filter(({ message_id }) => message_id === message.id);
    expect(lines).toMatchObject([
      { level: 'info', event: 'sms_recipient_refused', error_code: String(refuse) },
      { level: 'info', event: 'sms_refused' },
    ]);
  });
});

test('when both refuse, people are told, and the next code is tried anew', async () => {
  const { send, otp, settled } = codes;
  const message = otp();
  const both = { match: message.phone.slice(1), effect: 'status' };
  await stage.sandbox.fault({ provider: 'twilio', ...both, status: 429 });
  await stage.sandbox.fault({ provider: 'msg91', ...both, status: 200 });
  await send(message);
  await settled(message.id, { status: 'refused', provider: 'msg91', error_code: 'rejected' });
  await eventually(() => {
    const lines = stage.service.logs.filter(({ message_id }) => message_id === message.id);
    expect(lines).toMatchObject([
      theirs,
      { ...ours, provider: 'msg91', error_code: 'rejected' },
      { level: 'error', event: 'sms_not_sent' },
    ]);
  });
  const next = otp({ phone: message.phone });
  await send(next);
  await settled(next.id, { status: 'accepted', provider: 'twilio' });
});

test('when neither answers, the same code goes out at most once by each, and never again', async () => {
  const { send, otp, gotSms, settled } = codes;
  const message = otp({ code: '577215' });
  await stage.sandbox.fault({ provider: 'twilio', effect: 'timeout', match: message.phone.slice(1) });
  await stage.sandbox.fault({ provider: 'msg91', effect: 'drop_response_after_commit', match: message.phone.slice(1) });
  await send(message);
  await settled(message.id, { status: 'unknown', provider: 'msg91' });
  await send(message);
  const marker = otp();
  await send(marker);
  await gotSms(marker.phone);
  expect(await stage.sandbox.smsTo(message.phone)).toEqual([expect.objectContaining({ text: 'OTP: 577215' })]);
});

test('the log holds no phone, no code and no credential', async () => {
  const log = JSON.stringify(stage.service.logs);
  expect(stage.service.logs.filter(({ message }) => message === 'code taken care of')).not.toEqual([]);
  expect(log).not.toMatch(/98765\d{5}/);
  expect(log).not.toMatch(/271828|314159|161803|577215|481516/);
  expect(log).not.toMatch(/twilio-test-token|msg91-test-key/);
});
