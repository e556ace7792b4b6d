import { createHash, createHmac } from 'node:crypto';
import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { describe, expect, it } from 'vitest';
import { newPhone, seen, wrongCode } from './support/client.ts';
import { AUDIENCE, ISSUER, PEPPER, startAuth } from './support/start-auth.ts';

const auth = await startAuth();
const verifyToken = createTokenVerifier({
  keys: createKeySource(`${auth.service.url}/.well-known/jwks.json`),
  issuer: ISSUER,
  audience: AUDIENCE,
});

describe('signing in by a code', () => {
  it('signs a new phone up, tells the others, and gives tokens that every service can verify', async () => {
    const phone = newPhone();
    const requested = await auth.requestOtp(phone.slice(3));
    expect(requested).toMatchObject({ status: 200, body: { message: 'OTP sent successfully', expires_in: 300 } });
    expect(requested.headers.get('cache-control')).toBe('no-store');

    const { status, body } = await auth.verifyOtp(phone, await auth.sms.codeFor(phone));
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, user: { phone, name: null } });

    const caller = await verifyToken(body.access_token);
    expect(caller).toMatchObject({ id: body.user.id, role: 'consumer' });
    await expect(verifyToken(body.refresh_token)).rejects.toMatchObject({ code: 'INVALID_TOKEN' });

    const event = await auth.tap.waitFor((e) => e.type === 'user.changed' && e.aggregateid === body.user.id);
    expect(event.data).toMatchObject({ user: { version: 1, is_erased: false } });
    expect(JSON.stringify(event)).not.toContain(phone.slice(3));
  });

  it('finds the same person again', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const first = await auth.verifyOtp(phone, await auth.sms.codeFor(phone));
    await auth.requestOtp(phone);
    const second = await auth.verifyOtp(phone, await auth.sms.codeFor(phone, 2));
    expect(second.body.user.id).toBe(first.body.user.id);
    expect(await auth.db('users').where({ phone })).toHaveLength(1);
  });

  it('S16: answers the same for a known and an unknown phone', async () => {
    const known = newPhone();
    await auth.requestOtp(known);
    await auth.verifyOtp(known, await auth.sms.codeFor(known));
    const answers = await Promise.all([auth.requestOtp(known), auth.requestOtp(newPhone())]);
    expect(seen(answers[0])).toEqual(seen(answers[1]));
    const [wrong, never] = [await auth.verifyOtp(known, '000000'), await auth.verifyOtp(newPhone(), '000000')];
    expect(seen(wrong)).toEqual(seen(never));
    expect(never).toMatchObject({ status: 400, body: { error: { code: 'INVALID_OTP' } } });
  });

  it('S12: takes a code once: of two who send it at the same time, one gets in', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const code = await auth.sms.codeFor(phone);
    const answers = await Promise.all([auth.verifyOtp(phone, code), auth.verifyOtp(phone, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(answers.find(({ status }) => status === 400)?.body.error.code).toBe('INVALID_OTP');
  });

  it('S11: ends a code after five wrong guesses, and the right one comes too late', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const code = await auth.sms.codeFor(phone);
    for (let guess = 1; guess <= 5; guess += 1) {
      expect((await auth.verifyOtp(phone, wrongCode(code, guess))).status).toBe(400);
    }
    expect((await auth.verifyOtp(phone, code)).body.error.code).toBe('INVALID_OTP');
  });

  it('S11: still takes the right code after four wrong guesses', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const code = await auth.sms.codeFor(phone);
    for (let guess = 1; guess <= 4; guess += 1) await auth.verifyOtp(phone, wrongCode(code, guess));
    expect((await auth.verifyOtp(phone, code)).status).toBe(200);
  });

  it('S11: evaluates at most five of thirty guesses at once, counted over the day too', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const code = await auth.sms.codeFor(phone);
    const guesses = Array.from({ length: 30 }, (_, index) => auth.verifyOtp(phone, wrongCode(code, index + 1)));
    for (const { status } of await Promise.all(guesses)) expect(status).toBe(400);
    expect((await auth.verifyOtp(phone, code)).status).toBe(400);
    const counts = await Promise.all(
      (await auth.redis.keys('auth:limit:otp-failures:*')).map((key) => auth.redis.zcard(key)),
    );
    expect(Math.max(...counts)).toBe(5);
  });

  it('makes the older code worthless when a newer one is sent', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const older = await auth.sms.codeFor(phone);
    await auth.requestOtp(phone);
    const newer = await auth.sms.codeFor(phone, 2);
    if (older !== newer) expect((await auth.verifyOtp(phone, older)).status).toBe(400);
    expect((await auth.verifyOtp(phone, newer)).status).toBe(200);
  });

  it('S14: refuses what is not an Indian mobile number or not a code', async () => {
    const before = auth.sms.received.length;
    for (const phone of ['+14155552671', '+8801712345678', '+9779812345678', '12345', 'a\u0000b']) {
      expect((await auth.requestOtp(phone)).body.error).toMatchObject({
        code: 'VALIDATION_ERROR',
        details: [{ path: 'phone' }],
      });
    }
    expect((await auth.verifyOtp(newPhone(), '12345a')).body.error.code).toBe('VALIDATION_ERROR');
    expect(auth.sms.received).toHaveLength(before);
  });

  it('S13: keeps codes as keyed hashes and phones as fingerprints, and encrypts what it sends', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const code = await auth.sms.codeFor(phone);
    const keys = await auth.redis.keys('*');
    expect(keys.filter((key) => !key.startsWith('auth:') && !key.startsWith('campus:test'))).toEqual([]);
    const stored = await Promise.all(
      keys.filter((key) => key.startsWith('auth:otp:')).map((key) => auth.redis.hgetall(key)),
    );
    expect(JSON.stringify([keys, stored])).not.toContain(phone.slice(3));
    const keyed = createHmac('sha256', PEPPER).update(`otp\0${phone}\0sign_in\0${code}`).digest('hex');
    expect(stored.map(({ digest }) => digest)).toContain(keyed);
    expect(JSON.stringify(stored)).not.toContain(createHash('sha256').update(code).digest('hex'));
    const [message] = auth.sms.sentTo(phone);
    expect(JSON.stringify(message?.raw)).not.toContain(`"${code}"`);
    expect(message?.raw.expiresAt?.getTime()).toBeLessThanOrEqual(Date.now() + 300_000);
  });

  it('S15, S70: writes neither codes nor phones nor tokens into its log, an answer or an event', async () => {
    const phone = newPhone();
    const requested = await auth.requestOtp(phone);
    const code = await auth.sms.codeFor(phone);
    const { body } = await auth.verifyOtp(phone, code);
    const told = JSON.stringify([requested.text, ...requested.headers, ...auth.tap.events]);
    expect(told).not.toMatch(new RegExp(`(?<![\\w-])${code}(?![\\w-])`));
    const log = auth.service.logs.map((line) => JSON.stringify(line)).join('\n');
    for (const message of auth.sms.received)
      expect(log).not.toMatch(new RegExp(`(?<![\\w-])${message.code}(?![\\w-])`));
    for (const secret of [phone.slice(3), body.access_token, body.refresh_token]) expect(log).not.toContain(secret);
    for (const event of ['otp_sent', 'otp_failed', 'login_succeeded']) expect(log).toContain(`"event":"${event}"`);
  });
});
