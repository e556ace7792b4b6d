import { createHash } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { describe, expect, it } from 'vitest';
import { newPhone } from './support/client.ts';
import { holdOutbox } from './support/hold-outbox.ts';
import { startAuth } from './support/start-auth.ts';

const auth = await startAuth();

async function signIn() {
  const phone = newPhone();
  await auth.requestOtp(phone);
  const { body } = await auth.verifyOtp(phone, await auth.sms.codeFor(phone));
  return { phone, ...body };
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const revocationsOf = (personId: string) =>
  auth.tap.events.filter((e) => e.type === 'session.revoked' && JSON.stringify(e.data).includes(personId));

describe('a session', () => {
  it('goes on by exchanging its refresh token, under the same id and with the same end', async () => {
    const first = await signIn();
    const { status, body } = await auth.refresh(first.refresh_token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    const [before, after] = [claimsOf(first.refresh_token), claimsOf(body.refresh_token)];
    expect(after).toMatchObject({ sid: before.sid, exp: before.exp, token_use: 'refresh' });
    expect(after.exp - before.iat).toBe(30 * 24 * 3600);
    expect(claimsOf(body.access_token)).toMatchObject({ sid: before.sid, user_id: first.user.id, role: 'consumer' });
  });

  it('S04: is over, for the thief and the owner, when an old refresh token is used again', async () => {
    const first = await signIn();
    const second = (await auth.refresh(first.refresh_token)).body;
    expect((await auth.refresh(first.refresh_token)).body.error.code).toBe('INVALID_TOKEN');
    expect((await auth.refresh(second.refresh_token)).body.error.code).toBe('INVALID_TOKEN');
    const { sid } = claimsOf(first.access_token);
    const event = await auth.tap.waitFor((e) => e.type === 'session.revoked' && JSON.stringify(e.data).includes(sid));
    expect(event.data).toMatchObject({ revocation: { person_id: first.user.id, session_id: sid } });
    expect(auth.service.logs.some((line) => line.event === 'refresh_token_reused')).toBe(true);
  });

  it('S04: lives on in one branch when ten use the refresh token at once: all get the same next one', async () => {
    const { refresh_token, user } = await signIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => auth.refresh(refresh_token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const [next, ...others] = new Set(answers.map(({ body }) => body.refresh_token));
    expect(others).toEqual([]);
    const live = () => auth.db('refresh_tokens').where({ subject_id: user.id, used_at: null, revoked_at: null });
    expect(await live()).toHaveLength(1);
    const third = await auth.refresh(next);
    expect(third.status).toBe(200);
    expect((await auth.refresh(refresh_token)).status).toBe(401);
    expect((await auth.refresh(third.body.refresh_token)).status).toBe(401);
    expect(await live()).toHaveLength(0);
    await auth.tap.waitFor((e) => e.type === 'session.revoked' && JSON.stringify(e.data).includes(user.id));
    expect(revocationsOf(user.id)).toHaveLength(1);
  });

  it('S06: does not survive a logout, even one at the same moment as a refresh', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, signIn));
    for (const { access_token, refresh_token, user } of people) {
      const [refreshed, out] = await Promise.all([auth.refresh(refresh_token), auth.logout(access_token)]);
      expect(out.status).toBe(200);
      expect((await auth.refresh(refreshed.body.refresh_token ?? refresh_token)).status).toBe(401);
      await auth.tap.waitFor((e) => e.type === 'session.revoked' && JSON.stringify(e.data).includes(user.id));
      expect((await auth.logout(access_token)).status).toBe(200);
      expect(revocationsOf(user.id)).toHaveLength(1);
    }
  });

  it('of another device goes on after a logout', async () => {
    const phone = newPhone();
    await auth.requestOtp(phone);
    const phoneSession = (await auth.verifyOtp(phone, await auth.sms.codeFor(phone))).body;
    await auth.requestOtp(phone);
    const tablet = (await auth.verifyOtp(phone, await auth.sms.codeFor(phone, 2))).body;
    await auth.logout(phoneSession.access_token);
    expect((await auth.refresh(tablet.refresh_token)).status).toBe(200);
  });

  it('S02: is not refreshed by an access token, a changed token or none', async () => {
    const { access_token, refresh_token } = await signIn();
    const [header, payload] = refresh_token.split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"rt+jwt","kid":"key-1"}').toString('base64url');
    for (const token of [access_token, `${header}.${payload}.AAAA`, `${unsigned}.${payload}.`, 'x', 'a.b.c']) {
      expect((await auth.refresh(token)).body.error.code).toBe('INVALID_TOKEN');
    }
    expect((await auth.logout(refresh_token)).status).toBe(401);
    expect((await auth.call('POST', '/api/v1/auth/refresh', { body: {} })).status).toBe(400);
  });

  it('S05: is stored as hashes only, bound to its person and session, and ends with the 30th day', async () => {
    const { refresh_token, user } = await signIn();
    const rows = await auth.db('refresh_tokens').where({ subject_id: user.id });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(refresh_token.split('.')[2]);
    const { jti, sid, sub } = claimsOf(refresh_token);
    const token_hash = createHash('sha256').update(refresh_token).digest('hex');
    expect(rows[0]).toMatchObject({ id: jti, family_id: sid, subject_id: sub, subject_kind: 'consumer', token_hash });
    const past = new Date(Date.now() - 1000);
    await auth
      .db('refresh_tokens')
      .where({ subject_id: user.id })
      .update({ expires_at: past, absolute_expires_at: past });
    expect((await auth.refresh(refresh_token)).status).toBe(401);
  });
});

describe('the published keys', () => {
  it('S07: are all public halves, cacheable for five minutes; the first of the file signs', async () => {
    const { headers, body, text } = await auth.call('GET', '/.well-known/jwks.json');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(body.keys.map(({ kid }: { kid: string }) => kid)).toEqual(['key-2', 'key-1']);
    expect(text).not.toMatch(/"(d|p|q|dp|dq|qi)"/);
    const { access_token } = await signIn();
    const header = JSON.parse(Buffer.from(access_token.split('.')[0], 'base64url').toString());
    expect(header).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: 'key-2' });
  });
});

describe('my profile', () => {
  const me = (method: string, token: string, body?: object) => auth.call(method, '/api/v1/users/me', { token, body });

  it('shows and takes my name, and nothing else', async () => {
    const { access_token, user } = await signIn();
    expect((await me('GET', access_token)).body.user).toMatchObject(user);
    const { body } = await me('PUT', access_token, { name: ' Asha ' });
    expect(body.user).toMatchObject({ id: user.id, name: 'Asha' });
    expect((await me('PUT', access_token, {})).body.user.name).toBe('Asha');
    for (const injected of [
      { phone: '+919876543210' },
      { name: 'A', is_active: false },
      { name: 'a\u0000b' },
      { name: '' },
    ]) {
      expect((await me('PUT', access_token, injected)).status).toBe(400);
    }
    await auth.tap.waitFor((e) => e.type === 'user.changed' && e.aggregateid === user.id && e.aggregateversion === 2);
  });

  it('leaves nothing personal when I erase it, and my number is free for someone new', async () => {
    const { access_token, refresh_token, phone, user } = await signIn();
    await me('PUT', access_token, { name: 'Asha' });
    await eventually(async () => expect(await auth.db('outbox').whereNull('published_at')).toEqual([]));
    expect((await me('DELETE', access_token)).status).toBe(204);

    const event = await auth.tap.waitFor((e) => e.aggregateid === user.id && e.aggregateversion === 3);
    expect(event.data).toMatchObject({ user: { name: null, is_erased: true, is_active: false } });
    const revoked = await auth.tap.waitFor(
      (e) => e.type === 'session.revoked' && JSON.stringify(e.data).includes(user.id),
    );
    expect(revoked.data).toMatchObject({ revocation: { session_id: null } });
    const [row] = await auth.db('users').where({ id: user.id });
    expect(row).toMatchObject({ name: null, phone: expect.stringMatching(/^x/) });

    expect((await auth.refresh(refresh_token)).status).toBe(401);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { name: 'Back' } : undefined;
      expect((await me(method, access_token, body)).status).toBe(401);
    }
    const past = () => auth.db('outbox').where({ aggregate_id: user.id }).orderBy('id').pluck('body');
    expect((await past()).join()).not.toContain('Asha');
    expect((await past()).map((body) => JSON.parse(body).aggregateversion)).toEqual([1, 2, 3]);
    await auth.requestOtp(phone);
    const again = await auth.verifyOtp(phone, await auth.sms.codeFor(phone, 2));
    expect(again.body.user.id).not.toBe(user.id);
  });

  it('leaves no name in an event either that was on its way when I erased it', async () => {
    const { access_token, user } = await signIn();
    const release = await holdOutbox(auth.db);
    await me('PUT', access_token, { name: 'Latecomer' });
    await me('DELETE', access_token);
    await release();
    const past = () => auth.db('outbox').where({ aggregate_id: user.id }).whereNotNull('published_at').pluck('body');
    await eventually(async () => expect(await past()).toHaveLength(3));
    expect((await past()).join()).toContain('Latecomer');
    // What the hour brings, a start brings too.
    await auth.service.restart();
    await eventually(async () => expect((await past()).join()).not.toContain('Latecomer'));
  });
});
