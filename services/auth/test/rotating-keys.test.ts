import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@campus/testing/eventually';
import { startProcess } from '@campus/testing/process';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, newPhone } from './support/client.ts';
import { startAuth, writeKeys } from './support/start-auth.ts';

const auth = await startAuth({ JWT_PRIVATE_KEYS_FILE: await writeKeys(['key-1']) });
const replica = await startProcess(new URL('../src/main.ts', import.meta.url), auth.environment);
const file = auth.environment.JWT_PRIVATE_KEYS_FILE;
const original = await readFile(file, 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: keys as JSON has them
type Key = any;
const keysIn = async (path = file): Promise<Key[]> => JSON.parse(await readFile(path, 'utf8')).keys;
const kidsIn = async () => (await keysIn()).map(({ kid }) => kid);

interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

function rotateKeys(args: string[] = [], path = file): Promise<Run> {
  const entry = new URL('../src/rotate-keys.ts', import.meta.url).pathname;
  const { PATH = '' } = process.env;
  const { promise, resolve } = Promise.withResolvers<Run>();
  const child = execFile(
    process.execPath,
    [entry, ...args],
    { env: { PATH, JWT_PRIVATE_KEYS_FILE: path } },
    (_error, stdout, stderr) => resolve({ status: child.exitCode ?? -1, stdout, stderr }),
  );
  return promise;
}

it('tells how it is used without looking at any keys', async () => {
  expect(await rotateKeys(['--help'], '/nowhere')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('--compromised'),
  });
  expect(await rotateKeys(['--hlep'])).toMatchObject({ status: 64, stderr: expect.stringContaining('--compromised') });
});

/** Lets the dates in the file be so many minutes older. */
async function letPass(minutes: number) {
  const keys = await keysIn();
  for (const key of keys) {
    for (const name of ['published_at', 'signing_since', 'retired_at']) {
      if (key[name]) key[name] = new Date(Date.parse(key[name]) - minutes * 60_000).toISOString();
    }
  }
  await writeFile(file, JSON.stringify({ keys }));
}

const publishedBy = async (url: string): Promise<string[]> => {
  const { body } = await createClient(url).call('GET', '/.well-known/jwks.json');
  return body.keys.map(({ kid }: Key) => kid);
};
const bothPublish = (kids: string[]) =>
  eventually(async () => {
    for (const { url } of [auth.service, replica]) expect(await publishedBy(url)).toEqual(kids);
  });
const kidOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

async function signIn() {
  const phone = newPhone();
  await auth.requestOtp(phone);
  return (await auth.verifyOtp(phone, await auth.sms.codeFor(phone))).body;
}

afterEach(() => writeFile(file, original));

describe('rotating the keys', () => {
  it('S03: publishes, then signs, then goes on verifying, then removes, in every replica, and no session notices', async () => {
    const before = await signIn();
    expect((await rotateKeys()).stdout).toMatch(/published from now on and does not sign yet/);
    const [, next = ''] = await kidsIn();
    await bothPublish(['key-1', next]);
    expect(kidOf((await signIn()).access_token)).toBe('key-1');

    await letPass(14);
    expect((await rotateKeys()).stdout).toMatch(/Nothing to do yet/);
    await letPass(1);
    expect((await rotateKeys()).stdout).toMatch(new RegExp(`Key ${next} signs from now on`));
    expect((await rotateKeys()).stdout).toMatch(/Nothing to do/);
    await bothPublish([next, 'key-1']);
    const after = await signIn();
    expect([kidOf(after.access_token), kidOf(after.refresh_token)]).toEqual([next, next]);
    expect(
      (await createClient(replica.url).call('GET', '/api/v1/users/me', { token: before.access_token })).status,
    ).toBe(200);
    const refreshed = await auth.refresh(before.refresh_token);
    expect([refreshed.status, kidOf(refreshed.body.refresh_token)]).toEqual([200, next]);

    const stillOld = await signInWithOldKey();
    await letPass(91);
    await bothPublish([next]);
    expect((await auth.refresh(stillOld)).status).toBe(200);
    await letPass(30 * 24 * 60);
    expect((await rotateKeys(['--min-age-days', '99'])).stdout).toMatch(/Key key-1 is removed/);
    expect(await kidsIn()).toEqual([next]);
    expect(auth.service.logs.filter(({ event }) => event === 'signing_keys_refused')).toEqual([]);
  });

  /** A refresh token of the old key, as one who has not come back since has. */
  async function signInWithOldKey(): Promise<string> {
    const now = await readFile(file, 'utf8');
    await writeFile(file, original);
    await bothPublish(['key-1']);
    const { refresh_token } = await signIn();
    await writeFile(file, now);
    await eventually(async () => expect(await publishedBy(auth.service.url)).toHaveLength(2));
    return refresh_token;
  }

  it('leaves mode 600 and nothing else behind, also when many run at once', async () => {
    await chmod(file, 0o644);
    const runs = await Promise.all(Array.from({ length: 6 }, () => rotateKeys()));
    expect(runs.every(({ status }) => status === 0 || status === 78)).toBe(true);
    expect(await keysIn()).toHaveLength(2);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(file))).toEqual(['keys.json']);
  });

  it('prints the file instead, for a secret that is mounted, and changes nothing then', async () => {
    const { stdout, stderr, status } = await rotateKeys(['--print']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).keys).toMatchObject([{ kid: 'key-1' }, { published_at: expect.any(String) }]);
    expect(stderr).toMatch(/published from now on/);
    expect(await readFile(file, 'utf8')).toBe(original);
  });

  it('replaces all keys at once when they are compromised', async () => {
    const stolen = await signIn();
    expect((await rotateKeys(['--compromised'])).stdout).toMatch(/Everybody has to sign in again/);
    await bothPublish(await kidsIn());
    expect((await auth.call('GET', '/api/v1/users/me', { token: stolen.access_token })).status).toBe(401);
    expect((await auth.refresh(stolen.refresh_token)).status).toBe(401);
  });

  it.each([
    ['an unknown option', ['--now'], 64, /rotate-keys: takes the next due step/],
    ['an age that is none', ['--min-age-days', 'soon'], 64, /takes a number of days/],
  ])('refuses %s', async (_what, args, code, sentence) => {
    const { status, stderr } = await rotateKeys(args);
    expect(status).toBe(code);
    expect(stderr).toMatch(sentence);
  });

  it('refuses a file that is missing, broken, without keys, of another kind, or from the future, in one sentence without a secret', async () => {
    const [key] = await keysIn();
    const faults: [string, RegExp][] = [
      ['{"keys": [{"kty": "RSA", "d": "secret-part"', /is no file of signing keys/],
      ['{"keys": []}', /is no file of signing keys/],
      [JSON.stringify({ keys: [key, key] }), /is no file of signing keys/],
      [JSON.stringify({ keys: [{ ...key, n: `${key.n.slice(0, -4)}AAAA` }] }), /is no file of signing keys/],
      [JSON.stringify({ keys: [{ ...key, signing_since: '2999-01-01T00:00:00Z' }] }), /check the clock/],
      [JSON.stringify({ keys: [{ ...key, retired_at: '2026-01-01T00:00:00Z' }] }), /has retired_at/],
    ];
    for (const [text, sentence] of faults) {
      await writeFile(file, text);
      const { status, stderr } = await rotateKeys();
      expect(status, text.slice(0, 40)).toBe(78);
      expect(stderr).toMatch(sentence);
      expect(stderr).not.toContain('secret-part');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(await readFile(file, 'utf8')).toBe(text);
    }
    expect(await rotateKeys([], '/nowhere/keys.json')).toMatchObject({
      status: 78,
      stderr: expect.stringMatching(/no such file/),
    });
    expect((await rotateKeys([], '')).status).toBe(78);
  });
});

describe('a running auth', () => {
  it('keeps its keys when the new file is broken, says so once, and takes the next good one', async () => {
    const alarms = () => auth.service.logs.filter(({ event }) => event === 'signing_keys_refused');
    await bothPublish(['key-1']);
    const before = alarms().length;
    await writeFile(file, '{"keys": [{"kty": "RSA"');
    await eventually(() => expect(alarms()).toHaveLength(before + 1), { timeoutMs: 10_000 });
    expect(alarms().at(-1)).toMatchObject({ level: 'error', signing: 'key-1' });
    await rm(file);
    await eventually(() => expect(alarms()).toHaveLength(before + 2), { timeoutMs: 10_000 });
    await sleep(4_500);
    expect(alarms()).toHaveLength(before + 2);
    const session = await signIn();
    expect((await auth.refresh(session.refresh_token)).status).toBe(200);
    await writeFile(file, original);
    await rotateKeys();
    await bothPublish(await kidsIn());
  });

  it('takes a mounted secret whose directory is swapped behind a link', async () => {
    const mount = join(dirname(file), 'mount');
    const version = async (name: string, kids: string[]) => {
      await mkdir(join(mount, name), { recursive: true });
      await rename(await writeKeys(kids), join(mount, name, 'keys.json'));
      await symlink(name, join(mount, 'data.tmp'));
      await rename(join(mount, 'data.tmp'), join(mount, '..data'));
    };
    await version('v1', ['mounted-1']);
    await symlink(join('..data', 'keys.json'), join(mount, 'keys.json'));
    const pod = await startProcess(new URL('../src/main.ts', import.meta.url), {
      ...auth.environment,
      JWT_PRIVATE_KEYS_FILE: join(mount, 'keys.json'),
    });
    expect(await publishedBy(pod.url)).toEqual(['mounted-1']);
    await version('v2', ['mounted-1', 'mounted-2']);
    await eventually(async () => expect(await publishedBy(pod.url)).toEqual(['mounted-1', 'mounted-2']));
    const taken = () => pod.logs.filter(({ event }) => event === 'signing_keys_changed');
    await eventually(() => expect(taken()).toMatchObject([{ signing: 'mounted-1', published: 'mounted-1 mounted-2' }]));
    await rm(mount, { recursive: true });
  });
});
