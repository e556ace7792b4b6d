import { expect, test } from 'vitest';
import { isFinal } from './sms.ts';
import { inTryingOrder, isNews, type LastSms, providerToSpare, type SmsProgress } from './sms-progress.ts';
import { isFiltered, twilioFault } from './twilio-codes.ts';

test.each([
  [21211, 400, 'recipient'],
  [21614, 400, 'recipient'],
  [21612, 400, 'recipient'],
  [21610, 400, 'recipient'],
  [21408, 400, 'ours'],
  [20003, 401, 'ours'],
  [21606, 400, 'ours'],
  [21659, 400, 'ours'],
  [21657, 400, 'ours'],
  [21608, 400, 'ours'],
  [20429, 429, 'provider'],
  [undefined, 403, 'ours'],
])('a refusal of Twilio with code %s and status %i is the fault of: %s', (code, status, fault) => {
  expect(twilioFault({ code, status })).toBe(fault);
});

test('another provider tries unless the phone itself is at fault or the code was accepted', () => {
  expect(isFinal({ status: 'accepted', providerSid: null })).toBe(true);
  expect(isFinal({ status: 'refused', errorCode: '21614', fault: 'recipient' })).toBe(true);
  for (const fault of ['ours', 'provider'] as const)
    expect(isFinal({ status: 'refused', errorCode: 'x', fault })).toBe(false);
  expect(isFinal({ status: 'unknown', errorCode: 'ECONNABORTED' })).toBe(false);
});

test('a message only moves forward, and its end is the first one told', () => {
  const after = (known: SmsProgress | null) =>
    (['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed'] as const).filter((progress) =>
      isNews(known, { progress, errorCode: null }),
    );
  expect(after(null)).toHaveLength(6);
  expect(after('sent')).toEqual(['delivered', 'undelivered', 'failed']);
  expect(after('queued')).not.toContain('queued');
  for (const end of ['delivered', 'undelivered', 'failed'] as const) expect(after(end)).toEqual([]);
});

test('the next code to a phone begins with the provider that did not fail last', () => {
  const accepted: LastSms = { provider: 'twilio', status: 'accepted', errorCode: null, progress: null };
  expect(providerToSpare(undefined)).toBeUndefined();
  expect(providerToSpare(accepted)).toBeUndefined();
  for (const progress of ['queued', 'sent', 'delivered'] as const)
    expect(providerToSpare({ ...accepted, progress })).toBeUndefined();
  expect(providerToSpare({ ...accepted, progress: 'undelivered' })).toBe('twilio');
  expect(providerToSpare({ ...accepted, progress: 'failed' })).toBe('twilio');
  expect(providerToSpare({ ...accepted, status: 'unknown' })).toBe('twilio');
  expect(providerToSpare({ ...accepted, status: 'unknown', progress: 'delivered' })).toBeUndefined();
  expect(providerToSpare({ ...accepted, status: 'refused', errorCode: '21612' })).toBe('twilio');
  expect(providerToSpare({ ...accepted, status: 'refused', errorCode: '21610' })).toBeUndefined();
  const senders = [{ name: 'twilio' }, { name: 'msg91' }];
  expect(inTryingOrder(senders, 'twilio').map(({ name }) => name)).toEqual(['msg91', 'twilio']);
  expect(inTryingOrder(senders, undefined)).toEqual(senders);
  expect(inTryingOrder(senders, 'somebody')).toEqual(senders);
});

test('a filtered text is for a person to look at, an unreachable phone is not', () => {
  expect(isFiltered('30007')).toBe(true);
  for (const code of ['30003', '30005', '30006', '30008', null]) expect(isFiltered(code)).toBe(false);
});
