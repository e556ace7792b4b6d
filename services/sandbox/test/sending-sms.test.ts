import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio, { type RequestClient as TwilioRequestClient } from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { KEYS, type RunningSandbox, startSandbox } from './support/start-sandbox.ts';

type TwilioRequest = Parameters<TwilioRequestClient['request']>[0];
const RequestClient = twilio.RequestClient;

/** Twilio's documented custom client: only the origin changes. */
function clientOf(baseUrl: string, token = KEYS.TWILIO_AUTH_TOKEN) {
  const httpClient = new RequestClient({ timeout: 5000 });
  const send = httpClient.request.bind(httpClient);
  httpClient.request = (options: TwilioRequest) =>
    send({ ...options, uri: options.uri.replace('https://api.twilio.com', baseUrl) } as never);
  return twilio(KEYS.TWILIO_ACCOUNT_SID, token, { httpClient });
}

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.post('/reset'));

const FROM = '+15005550006';
const inbox = (to: string) => sandbox.get<{ messages: object[] }>(`/sms?to=${to}`);

describe('twilio', () => {
  test('an accepted message is readable in the inbox and ends delivered', async () => {
    const client = clientOf(sandbox.url);
    const sent = await client.messages.create({ to: '+919876543210', from: FROM, body: 'Your code is 123456' });
    expect(sent).toMatchObject({ status: 'queued', to: '+919876543210' });
    expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect((await inbox('+919876543210')).messages).toMatchObject([
      { provider: 'twilio', text: 'Your code is 123456', id: sent.sid },
    ]);
    await vi.waitFor(async () =>
      expect(await client.messages(sent.sid).fetch()).toMatchObject({ status: 'delivered' }),
    );
  });

  test.each([
    ['+15005550001', 21211],
    ['+15005550002', 21612],
    ['+15005550003', 21408],
    ['+15005550004', 21610],
    ['+15005550009', 21614],
    ['12345', 21211],
  ])('the number %s is refused with %i', async (to, code) => {
    const sending = clientOf(sandbox.url).messages.create({ to, from: FROM, body: 'x' });
    await expect(sending).rejects.toMatchObject({ status: 400, code });
    expect((await inbox(to)).messages).toEqual([]);
  });

  test('a wrong token and an unknown route get the answers of Twilio', async () => {
    const sending = clientOf(sandbox.url, 'wrong').messages.create({ to: '+919876543210', from: FROM, body: 'x' });
    await expect(sending).rejects.toMatchObject({ status: 401, code: 20003 });
    await expect(clientOf(sandbox.url).calls.list()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  test('the status callback is signed as the SDK demands and tells the failure', async () => {
    const calls: { form: Record<string, string>; signature: string }[] = [];
    const server = createServer(async (request, response) => {
      const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
      calls.push({ form: Object.fromEntries(form), signature: String(request.headers['x-twilio-signature']) });
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const statusCallback = `http://127.0.0.1:${(server.address() as AddressInfo).port}/status?x=1`;
    await sandbox.post('/twilio/numbers', { to: '+919876543210', undelivered: 30003 });
    await clientOf(sandbox.url).messages.create({ to: '+919876543210', from: FROM, body: 'x', statusCallback });
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[1]?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
    for (const { form, signature } of calls) {
      expect(twilio.validateRequest(KEYS.TWILIO_AUTH_TOKEN, signature, statusCallback, form)).toBe(true);
    }
    server.close();
  });
});

describe('msg91', () => {
  const flow = (body: object, authkey = KEYS.MSG91_AUTH_KEY) =>
    fetch(`${sandbox.url}/api/v5/flow`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', authkey },
      body: JSON.stringify(body),
    });
  const asked = { template_id: 't1', short_url: '0', recipients: [{ mobiles: '919876543210', OTP: '654321' }] };

  test('a flow reaches the same inbox, in the words of its template', async () => {
    const answer = await flow(asked);
    expect(await answer.json()).toMatchObject({ type: 'success' });
    await sandbox.post('/msg91/templates', { template_id: 't1', text: 'Use ##OTP## to sign in' });
    await flow(asked);
    expect((await inbox('+919876543210')).messages).toMatchObject([
      { text: 'OTP: 654321' },
      { text: 'Use 654321 to sign in', provider: 'msg91' },
    ]);
  });

  test('a rejection is 200 with type error, a bad key 401', async () => {
    const rejected = await flow({ ...asked, recipients: [{ mobiles: '+91' }] });
    expect([rejected.status, await rejected.json()]).toMatchObject([200, { type: 'error' }]);
    expect((await flow(asked, 'wrong')).status).toBe(401);
    await sandbox.post('/faults', { provider: 'msg91', effect: 'status', status: 200 });
    expect(await (await flow(asked)).json()).toMatchObject({ type: 'error' });
  });
});
