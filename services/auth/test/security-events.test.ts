import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SECURITY_EVENTS } from '@campus/logger/security-events';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { newPhone, wrongCode } from './support/client.ts';
import { PASSWORD, seedStaff } from './support/staff.ts';
import { startAuth } from './support/start-auth.ts';

const auth = await startAuth();
const boss = await seedStaff(auth.db, 'boss');
const bossToken: string = (await auth.login('boss', PASSWORD)).body.access_token;

/** The names of the security events that one request made, when it is over. */
async function eventsOf(method: string, path: string, call: Parameters<typeof auth.call>[2]): Promise<string[]> {
  const requestId = randomUUID();
  await auth.call(method, path, { ...call, requestId });
  const lines = () => auth.service.logs.filter((line) => line.request_id === requestId);
  await eventually(() => expect(lines().some(({ message }) => message === 'request')).toBe(true));
  return lines().flatMap(({ event, message }) => (message === 'security event' ? [String(event)] : []));
}

const post = (path: string, body: object, more: object = {}) => eventsOf('POST', path, { body, ...more });
const otp = (phone: string) => post('/api/v1/auth/request-otp', { phone });
const verify = (phone: string, code: string) => post('/api/v1/auth/verify-otp', { phone, otp: code });
const login = (username: string, password: string, from: string) =>
  post('/api/v1/admin/auth/login', { username, password }, { from });

async function signedIn() {
  const phone = newPhone();
  await auth.requestOtp(phone);
  return (await auth.verifyOtp(phone, await auth.sms.codeFor(phone))).body;
}

it('S71: signing in by code', async () => {
  const phone = newPhone();
  expect(await otp(phone)).toEqual(['otp_sent']);
  const code = await auth.sms.codeFor(phone);
  expect(await verify(phone, wrongCode(code))).toEqual(['otp_failed']);
  expect(await verify(phone, code)).toEqual(['login_succeeded']);
  await Promise.all([otp(phone), otp(phone)]);
  expect(await otp(phone)).toEqual(['otp_send_limited', 'rate_limited']);

  const [failures = ''] = await auth.redis.keys('auth:limit:otp-failures:*');
  for (let guess = 0; guess < 20; guess += 1) await auth.redis.zadd(failures, Date.now(), `guess-${guess}`);
  expect(await verify(phone, '000000')).toEqual(['otp_guess_limited', 'rate_limited']);
});

it('S71: signing in by password', async () => {
  const from = '203.0.113.20';
  expect(await login('boss', PASSWORD, from)).toEqual(['login_succeeded']);
  for (let failure = 0; failure < 5; failure += 1) {
    expect(await login('boss', 'wrong password', from)).toEqual(['login_failed']);
  }
  expect(await login('boss', PASSWORD, from)).toEqual(['login_limited', 'rate_limited']);
});

it('S71: a session that is stolen, ended or its person erased', async () => {
  const stolen = await signedIn();
  const refresh = { refresh_token: stolen.refresh_token };
  expect(await post('/api/v1/auth/refresh', refresh)).toEqual([]);
  expect(await post('/api/v1/auth/refresh', refresh)).toEqual(['refresh_token_reused']);
  expect(await post('/api/v1/auth/refresh', refresh)).toEqual([]);

  const { access_token: token } = await signedIn();
  expect(await eventsOf('POST', '/api/v1/auth/logout', { token })).toEqual(['session_ended']);
  expect(await eventsOf('POST', '/api/v1/auth/logout', { token })).toEqual([]);
  expect(await eventsOf('DELETE', '/api/v1/users/me', { token })).toEqual(['user_erased']);
});

it('S71: what an admin does to staff, and a door that is closed', async () => {
  const newcomer = { username: 'ravi', password: PASSWORD, name: 'Ravi', role: 'delivery' };
  expect(await post('/api/v1/admin/staff', newcomer, { token: bossToken })).toEqual(['staff_added']);
  const { id } = await auth.db('staff_users').where({ username: 'ravi' }).first('id');
  const change = (body: object, token = bossToken) => eventsOf('PATCH', `/api/v1/admin/staff/${id}`, { body, token });
  expect(await change({ name: 'Ravi K' })).toEqual([]);
  expect(await change({ role: 'kitchen' })).toEqual(['role_changed']);
  expect(await change({ role: 'kitchen' })).toEqual([]);
  expect(await change({ password: 'another good password' })).toEqual(['password_changed']);
  expect(await change({ is_active: false })).toEqual(['staff_deactivated']);
  expect(await change({ is_active: true, role: 'delivery' })).toEqual(['role_changed', 'staff_reactivated']);
  const { access_token: token, user } = await signedIn();
  expect(await change({ role: 'admin' }, token)).toEqual(['access_denied']);

  const seen = (name: string) => auth.service.logs.find(({ event }) => event === name);
  const who = { by: boss.id, person_id: id };
  expect(seen('role_changed')).toMatchObject({ ...who, from: 'delivery', to: 'kitchen' });
  expect(seen('access_denied')).toMatchObject({ level: 'info', person_id: user.id, role: 'consumer', method: 'PATCH' });
});

it('S71: line breaks and a forged line in what a client sends stay inside their own line', async () => {
  const forged = 'x\r\n{"event":"login_succeeded","forged":true}';
  await login(forged, forged, '203.0.113.21');
  await auth.call('GET', '/api/v1/users/me%0d%0a{"event":"forged"}');
  expect(auth.service.logs.every((line) => typeof line.level === 'string')).toBe(true);
  expect(auth.service.logs.filter((line) => line.forged || line.event === 'forged')).toEqual([]);
});

it('S71: every name is explained in the README', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(Object.keys(SECURITY_EVENTS).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
