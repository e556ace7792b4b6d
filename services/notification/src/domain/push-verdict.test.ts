import { expect, test } from 'vitest';
import { type PushFailure, verdictOn } from './push-verdict.ts';

const NOT_REGISTERED = 'messaging/registration-token-not-registered';
const BAD_TOKEN = 'The registration token is not a valid FCM registration token';

test.each<[string, Partial<PushFailure>, object]>([
  ['a device that is gone', { status: 404, fcmCode: 'UNREGISTERED', sdkCode: NOT_REGISTERED }, { kind: 'dead_token' }],
  ['a wrong project, with the very same SDK code', { status: 404, sdkCode: NOT_REGISTERED }, { kind: 'our_fault' }],
  ['a malformed token', { status: 400, fcmCode: 'INVALID_ARGUMENT', message: BAD_TOKEN }, { kind: 'dead_token' }],
  [
    'a malformed payload',
    { status: 400, message: 'Invalid JSON payload received.' },
    { kind: 'refused', code: 'INVALID_PAYLOAD' },
  ],
  [
    'a payload FCM dislikes, with the code of a bad token',
    { status: 400, fcmCode: 'INVALID_ARGUMENT', message: 'too big' },
    { kind: 'refused', code: 'INVALID_PAYLOAD' },
  ],
  ['a token of another project', { status: 403, fcmCode: 'SENDER_ID_MISMATCH' }, { kind: 'foreign_token' }],
  ['a right we do not have', { status: 403 }, { kind: 'our_fault' }],
  ['a bad APNs key', { status: 401, fcmCode: 'THIRD_PARTY_AUTH_ERROR' }, { kind: 'our_fault' }],
  ['a bad credential', { status: 401 }, { kind: 'our_fault' }],
  ['a credential nobody signs', { sdkCode: 'app/invalid-credential' }, { kind: 'our_fault' }],
  ['a full quota', { status: 429, fcmCode: 'QUOTA_EXCEEDED' }, { kind: 'quota', retryAfterMs: 60_000 }],
  ['a full quota with a date', { status: 429, retryAfterSeconds: 7 }, { kind: 'quota', retryAfterMs: 7_000 }],
  ['a full quota with none left', { status: 429, retryAfterSeconds: 0 }, { kind: 'quota', retryAfterMs: 1_000 }],
  ['an error at Google', { status: 500, fcmCode: 'INTERNAL' }, { kind: 'unavailable', code: 'INTERNAL' }],
  ['an outage', { status: 503 }, { kind: 'unavailable', code: 'http_503' }],
  ['an outage with an end', { status: 503, retryAfterSeconds: 90 }, { kind: 'unavailable', retryAfterMs: 90_000 }],
  ['a page of a proxy', { status: 502 }, { kind: 'unavailable', code: 'http_502' }],
  ['no answer', { sdkCode: 'app/network-timeout' }, { kind: 'unavailable', code: 'app/network-timeout' }],
])('the verdict on %s', (_case, failure, verdict) => {
  expect(verdictOn({ sdkCode: 'messaging/unknown-error', message: '', ...failure })).toMatchObject(verdict);
});
