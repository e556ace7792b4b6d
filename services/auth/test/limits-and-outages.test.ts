import { eventually } from '@campus/testing/eventually';
import { describe, expect, it } from 'vitest';
import { newPhone, wrongCode } from './support/client.ts';
import { PASSWORD, seedStaff } from './support/staff.ts';
import { startAuth } from './support/start-auth.ts';

const limits = { OTP_SENDS_PER_ADDRESS_PER_HOUR: '25', OTP_SENDS_PER_HOUR: '60' };
const auth = await startAuth(limits);

const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

async function letTimePass(pattern: string) {
  const keys = await auth.redis.keys(pattern);
  if (keys.length > 0) await auth.redis.del(...keys);
}

describe('requests for a code', () => {
  it('S10: are answered three times in ten minutes, exactly, of twenty at once', async () => {
    const phone = newPhone();
    const answers = await Promise.all(many(20).map(() => auth.requestOtp(phone, '203.0.113.1')));
    expect(statuses(answers)).toEqual([...Array(3).fill(200), ...Array(17).fill(429)]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.error.code).toBe('RATE_LIMITED');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(590);
    await eventually(() => expect(auth.sms.sentTo(phone)).toHaveLength(3));
  });

  it('S14: end for the day after ten for one phone', async () => {
    const phone = newPhone();
    for (const hour of many(10)) {
      expect((await auth.requestOtp(phone, `203.0.113.${10 + hour}`)).status).toBe(200);
      await letTimePass('auth:limit:otp-sends:10m:*');
    }
    const refused = await auth.requestOtp(phone, '203.0.113.30');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
  });

  it('S14: are bounded for one address and for everybody, and a refused one uses up nothing', async () => {
    await letTimePass('auth:*');
    const before = auth.sms.received.length;
    const oneAddress = await Promise.all(many(30).map(() => auth.requestOtp(newPhone(), '203.0.113.40')));
    expect(statuses(oneAddress)).toEqual([...Array(25).fill(200), ...Array(5).fill(429)]);
    const everybody = await Promise.all(many(40).map((host) => auth.requestOtp(newPhone(), `203.0.114.${host}`)));
    expect(statuses(everybody)).toEqual([...Array(35).fill(200), ...Array(5).fill(429)]);
    await eventually(() => expect(auth.sms.received.length - before).toBe(25 + 35));
    await letTimePass('auth:*');
  });

  it('S11, S14: are refused guesses after twenty wrong ones in a day, also with a new code', async () => {
    const phone = newPhone();
    for (const round of many(4)) {
      await letTimePass('auth:limit:otp-sends:*');
      await auth.requestOtp(phone);
      const code = await auth.sms.codeFor(phone, round + 1);
      await Promise.all(many(5).map((guess) => auth.verifyOtp(phone, wrongCode(code, guess + 1))));
    }
    await letTimePass('auth:limit:otp-sends:*');
    await auth.requestOtp(phone);
    expect((await auth.verifyOtp(phone, await auth.sms.codeFor(phone, 5))).body.error.code).toBe('RATE_LIMITED');
    await letTimePass('auth:*');
  });
});

describe('without its neighbours', () => {
  it('a code that the broker does not confirm is refused and does not count', async () => {
    const phone = newPhone();
    auth.brokerProxy.pauseToServer();
    const answers = await Promise.all(many(3).map(() => auth.requestOtp(phone)));
    expect(statuses(answers)).toEqual([503, 503, 503]);
    expect(answers[0]?.headers.get('retry-after')).toBeTruthy();
    expect(answers[0]?.body.error.code).toBe('SERVICE_UNAVAILABLE');
    auth.brokerProxy.resume();
    auth.brokerProxy.cut();
    await eventually(async () => expect((await auth.requestOtp(phone)).status).toBe(200));
    await Promise.all(many(2).map(() => auth.requestOtp(phone))).then((more) =>
      expect(statuses(more)).toEqual([200, 200]),
    );
    expect((await auth.requestOtp(phone)).status).toBe(429);
  });

  it('nobody signs in while Redis is away, but sessions go on; and it heals by itself', async () => {
    await seedStaff(auth.db, 'boss');
    const { refresh_token } = (await auth.login('boss', PASSWORD)).body;
    auth.redisProxy.pauseToServer();
    const [request, verify, login] = await Promise.all([
      auth.requestOtp(newPhone()),
      auth.verifyOtp(newPhone(), '123456'),
      auth.login('boss', PASSWORD),
    ]);
    for (const answer of [request, verify, login]) {
      expect(answer).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
    }
    expect((await auth.refresh(refresh_token)).status).toBe(200);
    expect((await auth.call('GET', '/health')).body).toMatchObject({ status: 'degraded', redis: 'disconnected' });
    auth.redisProxy.cut();
    auth.redisProxy.resume();
    await eventually(async () => expect((await auth.login('boss', PASSWORD)).status).toBe(200));
  });

  it('everything that was accepted before a kill is there after it, and is announced', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const { body } = await auth.verifyOtp(phone, await auth.sms.codeFor(phone));
    await auth.service.kill();
    await auth.service.restart();
    expect((await auth.refresh(body.refresh_token)).status).toBe(200);
    const pending = () => auth.db('outbox').whereNull('published_at');
    await eventually(async () => expect(await pending()).toEqual([]));
  });

  it('a stop lets the requests under way finish', async () => {
    const logins = Promise.all(many(3).map(() => auth.login('boss', PASSWORD)));
    await eventually(async () => expect(await auth.redis.keys('auth:limit:login-failures:*')).not.toEqual([]));
    const [answers, exitCode] = await Promise.all([logins, auth.service.stop()]);
    expect(statuses(answers)).toEqual([200, 200, 200]);
    expect(exitCode).toBe(0);
  });
});
