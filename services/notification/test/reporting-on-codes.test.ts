import { createHmac, randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { beforeAll, expect, test } from 'vitest';
import { codeSending } from './support/code-sending.ts';
import { startNotification } from './support/start-notification.ts';

let stage: Awaited<ReturnType<typeof startNotification>>;
let codes: Awaited<ReturnType<typeof codeSending>>;
beforeAll(async () => {
  stage = await startNotification();
  codes = await codeSending(stage);
});

const urlOf = (id: string) => `${stage.service.url}/api/v1/notifications/sms-status/${id}`;

/** As Twilio signs: the address, then names and values in the order of the names. */
function signatureOf(url: string, form: Record<string, string>, token = 'twilio-test-token'): string {
  const fields = Object.entries(form).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHmac('sha1', token)
    .update(url + fields.flat().join(''))
    .digest('base64');
}

async function report(
  id: string,
  form: Record<string, string>,
  { signature = signatureOf(urlOf(id), form) }: { signature?: string } = {},
) {
  const headers = signature === '' ? {} : { 'X-Twilio-Signature': signature };
  const answer = await fetch(urlOf(id), { method: 'POST', headers, body: new URLSearchParams(form) });
  const text = await answer.text();
  return { status: answer.status, code: text === '' ? undefined : JSON.parse(text).error.code };
}

/** A code that Twilio has taken, and whose reports are over. */
async function sentCode() {
  const message = codes.otp();
  await codes.send(message);
  await codes.settled(message.id, { status: 'accepted', progress: 'delivered' });
  await stage.db('sms_deliveries').where({ id: message.id }).update({ progress: null });
  return message;
}
const about = (id: string) => stage.service.logs.filter(({ message_id }) => message_id === id);

test('Twilio’s own reports are heard to the end', async () => {
  const message = codes.otp();
  await codes.send(message);
  await codes.settled(message.id, { status: 'accepted', progress: 'delivered', progress_error_code: null });
  await eventually(() =>
    expect(about(message.id).map(({ event }) => event)).toEqual(['sms_accepted', 'sms_sent', 'sms_delivered']),
  );
});

test.each([
  [30003, 'warn', 'sms_undelivered'],
  [30005, 'warn', 'sms_undelivered'],
  [30006, 'warn', 'sms_undelivered'],
  [30008, 'warn', 'sms_undelivered'],
  [30007, 'error', 'sms_filtered'],
])(
  'a code that did not arrive (%i) is reported as %s, and the next one to this phone begins with MSG91',
  async (undelivered, level, event) => {
    const message = codes.otp();
    await stage.sandbox.number(message.phone, { undelivered });
    await codes.send(message);
    const end = { progress: 'undelivered', progress_error_code: String(undelivered) };
    await codes.settled(message.id, { status: 'accepted', ...end });
    await eventually(() =>
      expect(about(message.id).at(-1)).toMatchObject({ level, event, error_code: String(undelivered) }),
    );

    const again = codes.otp({ phone: message.phone });
    await codes.send(again);
    await codes.settled(again.id, { status: 'accepted', provider: 'msg91' });
    const elsewhere = codes.otp();
    await codes.send(elsewhere);
    await codes.settled(elsewhere.id, { status: 'accepted', provider: 'twilio' });
    const later = codes.otp({ phone: message.phone });
    await codes.send(later);
    await codes.settled(later.id, { status: 'accepted', provider: 'twilio' });
  },
);

test('a report that Twilio did not sign is refused and changes nothing, whether the message is known or not', async () => {
  const { id } = await sentCode();
  const form = { MessageSid: 'SM1', MessageStatus: 'failed', ErrorCode: '30003' };
  const good = signatureOf(urlOf(id), form);
  const forged = [
    '',
    'nonsense',
    good.toLowerCase(),
    signatureOf(urlOf(id), form, 'another-token'),
    signatureOf(urlOf(randomUUID()), form),
    signatureOf(urlOf(id).replace('http:', 'https:'), form),
    signatureOf(urlOf(id), { ...form, ErrorCode: '30004' }),
  ];
  for (const signature of forged)
    expect(await report(id, form, { signature })).toEqual({ status: 401, code: 'INVALID_SIGNATURE' });
  expect(await report(id, { ...form, Extra: '1' }, { signature: good })).toMatchObject({ status: 401 });
  expect(await report(randomUUID(), form, { signature: good })).toMatchObject({ status: 401 });
  expect(await codes.delivery(id)).toMatchObject({ progress: null });
  const refusals = about(id).filter(({ event }) => event === 'sms_callback_refused');
  expect(refusals.map(({ level }) => level)).toEqual(Array(forged.length + 1).fill('warn'));
  expect(await report(id, form)).toEqual({ status: 204, code: undefined });
  expect(await codes.delivery(id)).toMatchObject({ progress: 'failed', progress_error_code: '30003' });
});

test('what comes late, twice or about nobody is thanked for and ignored', async () => {
  const { id } = await sentCode();
  const say = async (MessageStatus: string, more: object = {}) =>
    expect(await report(id, { MessageSid: 'SM1', MessageStatus, ...more })).toMatchObject({ status: 204 });
  await say('sent');
  await say('queued');
  expect(await codes.delivery(id)).toMatchObject({ progress: 'sent' });
  await say('read');
  await say('undelivered', { ErrorCode: 'DROP TABLE' });
  await say('delivered');
  expect(await codes.delivery(id)).toMatchObject({ progress: 'undelivered', progress_error_code: null });
  expect(await report(randomUUID(), { MessageStatus: 'delivered' })).toEqual({ status: 204, code: undefined });
});

test('of reports that race exactly one is the end', async () => {
  const { id } = await sentCode();
  const ends = ['delivered', 'undelivered', 'failed'].flatMap((MessageStatus) => Array(7).fill({ MessageStatus }));
  const answers = await Promise.all(ends.map((form) => report(id, form)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  const news = about(id).filter(({ message }) => message === 'code reported on');
  const { progress } = await codes.delivery(id);
  // Two from the sandbox itself.
  expect(news.slice(2).map((line) => line.progress)).toEqual([progress]);
});

test('what Twilio says of a message that MSG91 has taken over is not about MSG91’s', async () => {
  const message = codes.otp();
  await stage.sandbox.fault({ provider: 'twilio', effect: 'status', status: 503, match: message.phone.slice(1) });
  await codes.send(message);
  await codes.settled(message.id, { status: 'accepted', provider: 'msg91' });
  expect(await report(message.id, { MessageStatus: 'failed' })).toMatchObject({ status: 204 });
  expect(await codes.delivery(message.id)).toMatchObject({ progress: null });
});

test('a report on a message whose answer was lost is about that message', async () => {
  const alone = await startNotification({ SMS_PROVIDERS: 'twilio' });
  const own = await codeSending(alone);
  const message = own.otp();
  await alone.sandbox.fault({ provider: 'twilio', effect: 'drop_response_after_commit' });
  await own.send(message);
  await own.settled(message.id, { status: 'unknown', provider_sid: null, progress: 'delivered' });
});

test('a body that is too large is refused unread', async () => {
  const { status, code } = await report(randomUUID(), { MessageStatus: 'x'.repeat(10_001) });
  expect([status, code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
});

test('without a public address nobody is asked for reports, and none is believed', async () => {
  const hidden = await startNotification({ PUBLIC_BASE_URL: '' });
  const own = await codeSending(hidden);
  const message = own.otp();
  await own.send(message);
  await own.settled(message.id, { status: 'accepted', provider: 'twilio' });
  const [call] = await hidden.sandbox.callsTo('twilio');
  expect(call?.body).not.toHaveProperty('StatusCallback');
  const url = `${hidden.service.url}/api/v1/notifications/sms-status/${message.id}`;
  const form = { MessageStatus: 'delivered' };
  for (const address of [url, `/api/v1/notifications/sms-status/${message.id}`, `undefined`]) {
    const headers = { 'X-Twilio-Signature': signatureOf(address, form) };
    expect((await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) })).status).toBe(401);
  }
});
