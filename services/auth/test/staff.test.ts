import { randomUUID } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import bcrypt from 'bcrypt';
import { describe, expect, it } from 'vitest';
import { seen } from './support/client.ts';
import { PASSWORD, seedStaff } from './support/staff.ts';
import { startAuth } from './support/start-auth.ts';

const auth = await startAuth();
await seedStaff(auth.db, 'boss');
const adminToken: string = (await auth.login('boss', PASSWORD)).body.access_token;

const create = (body: object, token = adminToken) => auth.call('POST', '/api/v1/admin/staff', { body, token });
const change = (id: string, body: object, token = adminToken) =>
  auth.call('PATCH', `/api/v1/admin/staff/${id}`, { body, token });

describe('staff', () => {
  it('are added by an admin, announced, and can sign in', async () => {
    const { status, body } = await create({ username: 'ravi', password: PASSWORD, name: 'Ravi', role: 'delivery' });
    expect(status).toBe(201);
    expect(Object.keys(body.staff).sort()).toEqual(['created_at', 'id', 'is_active', 'name', 'role', 'username']);
    const event = await auth.tap.waitFor((e) => e.type === 'staff.changed' && e.aggregateid === body.staff.id);
    expect(event.data).toMatchObject({ staff: { username: 'ravi', role: 'delivery', is_active: true, version: 1 } });

    const login = await auth.login('ravi', PASSWORD);
    expect(login.body).toMatchObject({ token_type: 'bearer', expires_in: 3600, staff: { username: 'ravi' } });
    expect((await auth.refresh(login.body.refresh_token)).status).toBe(200);

    const list = await auth.call('GET', '/api/v1/admin/staff', { token: adminToken });
    expect(list.body.total).toBe(list.body.staff.length);
    expect(list.text).not.toContain('$2b$');
    expect((await create({ username: 'ravi', password: PASSWORD, name: 'R', role: 'admin' })).body.error.code).toBe(
      'ALREADY_EXISTS',
    );
  });

  it('S06: lose their sessions by deactivation and by another role, and the others are told', async () => {
    const { id, username } = await seedStaff(auth.db, 'meera', 'kitchen');
    const before = (await auth.login(username, PASSWORD)).body;
    expect((await change(id, { role: 'admin' })).body.staff).toMatchObject({ role: 'admin' });
    const told = await auth.tap.waitFor((e) => e.type === 'session.revoked' && JSON.stringify(e.data).includes(id));
    expect(told.data).toMatchObject({ revocation: { person_id: id, session_id: null } });
    expect((await auth.refresh(before.refresh_token)).body.error.code).toBe('INVALID_TOKEN');

    const asAdmin = (await auth.login(username, PASSWORD)).body;
    await change(id, { is_active: false });
    await auth.tap.waitFor((e) => e.type === 'staff.changed' && e.aggregateid === id && e.aggregateversion === 3);
    expect((await auth.refresh(asAdmin.refresh_token)).status).toBe(401);
    expect((await auth.login(username, PASSWORD)).body.error.code).toBe('INVALID_CREDENTIALS');
    const newcomer = { username: 'ghost', password: PASSWORD, name: 'Ghost', role: 'admin' };
    expect((await create(newcomer, asAdmin.access_token)).status).toBe(401);
  });

  it('use a new password at once, with tokens that the revocation of the old ones does not touch', async () => {
    const { id, username } = await seedStaff(auth.db, 'anil', 'kitchen');
    await change(id, { password: 'another good password' });
    const { body } = await auth.login(username, 'another good password');
    const revoked = await auth.tap.waitFor((e) => e.type === 'session.revoked' && JSON.stringify(e.data).includes(id));
    const { iat } = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString());
    expect(iat * 1000).toBeGreaterThan(
      Date.parse((revoked.data as { revocation: { revoked_at: string } }).revocation.revoked_at),
    );
    expect((await auth.login(username, PASSWORD)).status).toBe(401);
  });

  it('are changed by admins only, and only if they exist', async () => {
    const { id, username } = await seedStaff(auth.db, 'kitchen-one', 'kitchen');
    const { access_token } = (await auth.login(username, PASSWORD)).body;
    expect((await change(id, { role: 'admin' }, access_token)).body.error.code).toBe('INSUFFICIENT_ROLE');
    expect((await auth.call('GET', '/api/v1/users/me', { token: access_token })).status).toBe(403);
    expect((await change(randomUUID(), { name: 'X' })).body.error.code).toBe('NOT_FOUND');
  });

  it.each([
    ['short', 'ravi2'],
    ['ä'.repeat(40), 'ravi2'],
    ['ravi2-and-more', 'RAVI2-and-more'],
    ['nul\u0000in-a-password', 'ravi2'],
  ])('S17: cannot have the password %j', async (password, username) => {
    const { status, body } = await create({ username, password, name: 'Ravi', role: 'kitchen' });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'password' }] });
  });

  it('S16, S17: see the same answer for an unknown username, a wrong password and one that goes on behind the 72nd byte', async () => {
    const long = 'p'.repeat(72);
    await create({ username: 'longest', password: long, name: 'L', role: 'kitchen' });
    const answers = [
      await auth.login('nobody-here', PASSWORD),
      await auth.login('boss', 'wrong password'),
      await auth.login('longest', `${long}x`),
      await auth.login('bo\u0000ss', PASSWORD),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 400]);
    const [unknown, wrong, truncated] = answers.map(seen);
    expect(unknown).toEqual(wrong);
    expect(truncated).toEqual(wrong);
    expect((await auth.login('longest', long)).status).toBe(200);
  });

  it('are refused when the password was changed while it was compared', async () => {
    const { id, username } = await seedStaff(auth.db, 'replaced', 'kitchen');
    for (const key of await auth.redis.keys('auth:limit:login-failures:*')) await auth.redis.del(key);
    const login = auth.login(username, PASSWORD, '203.0.113.99');
    await eventually(async () => expect(await auth.redis.keys('auth:limit:login-failures:*')).not.toEqual([]));
    await auth.db('staff_users').where({ id }).update({ password_hash: 'another' });
    expect((await login).status).toBe(401);
  });

  it('S17: wait after five failures from one address, but not elsewhere', async () => {
    const { username } = await seedStaff(auth.db, 'careless', 'kitchen');
    const from = '203.0.113.7';
    const attempts = await Promise.all(Array.from({ length: 8 }, () => auth.login(username, 'wrong password', from)));
    expect(attempts.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const refused = await auth.login(username, PASSWORD, from);
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED' } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await auth.login(username, PASSWORD, `${from}, 203.0.113.8`)).status).toBe(200);
    await eventually(() => expect(auth.service.logs.filter(({ event }) => event === 'login_limited')).toHaveLength(4));
  });

  it('S17, S70: have passwords that are stored by bcrypt at cost 12 or more, and are in no log line', async () => {
    await create({ username: 'hashed', password: PASSWORD, name: 'H', role: 'kitchen' });
    const hashes: string[] = await auth.db('staff_users').whereNot({ password_hash: 'another' }).pluck('password_hash');
    for (const hash of hashes) expect(bcrypt.getRounds(hash)).toBeGreaterThanOrEqual(12);
    expect(JSON.stringify(auth.service.logs)).not.toContain(PASSWORD);
  });
});
