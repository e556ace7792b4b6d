import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { newPhone, seen } from './support/client.ts';
import { PASSWORD, seedStaff } from './support/staff.ts';
import { startAuth } from './support/start-auth.ts';

const auth = await startAuth({ LOGIN_FAILURES_PER_ADDRESS: '6', OTP_SENDS_PER_HOUR: '40' });
const many = (count: number) => Array.from({ length: count }, (_, index) => index);
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();
const events = (name: string) => auth.service.logs.filter(({ event }) => event === name);

it('S17: one address may fail so often whatever the usernames, which stops no one who signed in from there before', async () => {
  const campus = '203.0.113.50';
  for (const username of ['regular', 'newcomer']) await seedStaff(auth.db, username, 'kitchen');
  expect((await auth.login('regular', PASSWORD, campus)).status).toBe(200);
  const guesses = await Promise.all(many(10).map((n) => auth.login(`guess-${n}`, 'wrong password', campus)));
  expect(statuses(guesses)).toEqual([...Array(6).fill(401), ...Array(4).fill(429)]);
  await eventually(() => expect(events('login_limited')).toHaveLength(4));
  expect(events('login_limited')[0]).toMatchObject({ limit: 'address', request_id: expect.any(String) });

  const refused = await auth.login('newcomer', PASSWORD, campus);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
  expect((await auth.login('regular', PASSWORD, campus)).status).toBe(200);
  expect((await auth.login('newcomer', PASSWORD, '203.0.113.51')).status).toBe(200);
  // Nobody learns from a refusal who is at home there.
  const wrong = await Promise.all(['regular', 'nobody'].map((name) => auth.login(name, 'wrong password', campus)));
  const [one, other] = wrong
    .map(seen)
    .map(({ headers: { 'retry-after': _wait, ...headers }, ...rest }) => ({ ...rest, headers }));
  expect(one).toMatchObject({ status: 429 });
  expect(one).toEqual(other);
});

it('S17: signing in costs an address nothing', async () => {
  const office = '203.0.113.52';
  for (const n of many(4)) await seedStaff(auth.db, `office-${n}`, 'kitchen');
  for (const round of many(3)) {
    const answers = await Promise.all(many(4).map((n) => auth.login(`office-${n}`, PASSWORD, office)));
    expect(statuses(answers), `round ${round}`).toEqual(Array(4).fill(200));
  }
});

it('S14: one series of numbers gets a quarter of the hourly budget of codes, the others go on, and one alarm is raised', async () => {
  const inSeries = (n: number) => `+91987650${String(n).padStart(4, '0')}`;
  const answers = await Promise.all(many(14).map((n) => auth.requestOtp(inSeries(n), `198.51.100.${n}`)));
  expect(statuses(answers)).toEqual([...Array(10).fill(200), ...Array(4).fill(429)]);
  expect((await auth.requestOtp('+919876510000')).status).toBe(200);
  await eventually(() => expect(events('otp_send_limited')).toHaveLength(4));
  expect(events('otp_send_limited')[0]).toMatchObject({ limit: 'prefix_hour' });
  expect(events('otp_budget_exhausted')).toHaveLength(1);
  expect(events('otp_budget_exhausted')[0]).toMatchObject({ level: 'error', limit: 'prefix_hour', max: 10 });
});

it('S14: codes that nobody uses raise one alarm an hour, when they are many', async () => {
  const traffic = ['auth:otp-traffic:sent', 'auth:otp-traffic:unused'];
  const sentAgo = async (minutes: number, count: number) => {
    const entries = many(count).flatMap((n) => [Date.now() - minutes * 60_000, `${minutes}-${n}`]);
    for (const key of traffic) await auth.redis.zadd(key, ...entries);
  };
  await sentAgo(61, 100);
  await sentAgo(4, 100);
  await sentAgo(30, 49);
  expect((await auth.requestOtp(newPhone())).status).toBe(200);
  expect(events('otp_conversion_low')).toEqual([]);
  await sentAgo(20, 1);
  for (const _ of many(3)) expect((await auth.requestOtp(newPhone())).status).toBe(200);
  await eventually(() =>
    expect(events('otp_conversion_low')).toMatchObject([{ level: 'error', sent: 50, unused: 50 }]),
  );
});

it('S14: a code that is used is no sign of fraud', async () => {
  const phone = newPhone();
  await auth.requestOtp(phone);
  const before = await auth.redis.zcard('auth:otp-traffic:unused');
  await auth.verifyOtp(phone, await auth.sms.codeFor(phone));
  expect(await auth.redis.zcard('auth:otp-traffic:unused')).toBe(before - 1);
});
