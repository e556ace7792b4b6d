import { spawnSync } from 'node:child_process';
import { freshVhost } from '@campus/testing/broker';
import { describe, expect, it } from 'vitest';
import { startAuth } from './support/start-auth.ts';

const auth = await startAuth();
const { DATABASE_URL } = auth.environment;

function runProgram(file: string, env: Record<string, string>) {
  const entry = new URL(`../src/${file}`, import.meta.url).pathname;
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, [entry], { env: { PATH, ...env }, encoding: 'utf8' });
}

const account = (username: string, password: string) => ({
  DATABASE_URL,
  BOOTSTRAP_ADMIN_USERNAME: username,
  BOOTSTRAP_ADMIN_PASSWORD: password,
});

describe('the first admin', () => {
  it('is made by the migration when there is nobody, and announced by the running service', async () => {
    expect(runProgram('migrate.ts', account('admin', 'first admin password')).status).toBe(0);
    const login = await auth.login('admin', 'first admin password');
    expect(login.body.staff).toMatchObject({ username: 'admin', role: 'admin' });
    await auth.tap.waitFor((e) => e.type === 'staff.changed' && e.aggregateid === login.body.staff.id);
  });

  it('is not made again, nor changed, by the next migration', async () => {
    expect(runProgram('migrate.ts', account('second', 'another admin password')).status).toBe(0);
    expect(await auth.db('staff_users').pluck('username')).toEqual(['admin']);
  });

  it('gets back in by the program for it, with all old sessions ended', async () => {
    const { refresh_token } = (await auth.login('admin', 'first admin password')).body;
    await auth.db('staff_users').update({ is_active: false, role: 'kitchen' });
    const { status, stdout } = runProgram('create-admin.ts', account('admin', 'a new admin password'));
    expect(status).toBe(0);
    expect(stdout).not.toContain('a new admin password');
    expect((await auth.login('admin', 'a new admin password')).body.staff.role).toBe('admin');
    expect((await auth.refresh(refresh_token)).status).toBe(401);
  });

  it('needs both variables, and a password by the rules', () => {
    expect(runProgram('migrate.ts', { DATABASE_URL, BOOTSTRAP_ADMIN_USERNAME: 'x' }).status).toBe(78);
    const short = runProgram('create-admin.ts', account('admin', 'short'));
    expect(short.status).toBe(78);
    expect(short.stderr).toContain('BOOTSTRAP_ADMIN_PASSWORD');
  });
});

describe('the configuration', () => {
  it('stops the start with one message that names every bad key and shows no value', async () => {
    const environment = {
      ...auth.environment,
      RABBITMQ_URL: await freshVhost(),
      OTP_TRANSPORT_KEY: 'c2hvcnQtc2VjcmV0',
      OTP_PEPPER: 'short-pepper',
      JWT_PRIVATE_KEYS_FILE: '/nowhere/keys.json',
      OTP_SENDS_PER_HOUR: 'many',
    };
    const { status, stderr } = runProgram('main.ts', environment);
    expect(status).toBe(78);
    for (const key of ['OTP_TRANSPORT_KEY', 'OTP_PEPPER', 'JWT_PRIVATE_KEYS_FILE', 'OTP_SENDS_PER_HOUR']) {
      expect(stderr).toContain(key);
    }
    expect(stderr).not.toMatch(/c2hvcnQ|short-pepper/);
  });
});
