import { randomInt } from 'node:crypto';
import { requestOtpAnswer, staffAnswer, staffLoginAnswer, verifyOtpAnswer } from '@campus/contracts/auth-api';
import { deviceTokenAnswer } from '@campus/contracts/notifications-api';
import { eventually } from '@campus/testing/eventually';
import { type Api, apiOf } from './api.ts';
import type { Platform } from './platform.ts';
import { sandboxOf } from './sandbox.ts';

export interface Student extends Api {
  id: string;
  phone: string;
  otp: string;
  token: string;
  refreshToken: string;
  deviceToken: string;
}

export interface Staff extends Api {
  id: string;
  username: string;
  token: string;
  password: string;
}

const PASSWORD = 'a long enough passphrase';

/** A student with a new number, signed in by the code in the SMS, whose phone receives pushes. */
export async function signInStudent(platform: Platform): Promise<Student> {
  const visitor = apiOf(platform.gateway);
  const phone = `+917${String(randomInt(1e9)).padStart(9, '0')}`;
  await visitor.ask(requestOtpAnswer, 'POST', '/api/v1/auth/request-otp', { phone });
  const otp = await eventually(async () => {
    const [message] = await sandboxOf(platform.sandbox).smsTo(phone);
    const code = /\b\d{6}\b/.exec(message?.text ?? '');
    if (!code) throw new Error('no SMS with a code');
    return code[0];
  });
  const session = await visitor.ask(verifyOtpAnswer, 'POST', '/api/v1/auth/verify-otp', { phone, otp });
  const { access_token: token, refresh_token: refreshToken, user } = session;
  const api = apiOf(platform.gateway, token);
  const deviceToken = await registerPhone(api, user.id);
  return { ...api, id: user.id, phone, otp, token, refreshToken, deviceToken };
}

export async function signInAdmin(platform: Platform): Promise<Staff> {
  const { BOOTSTRAP_ADMIN_USERNAME: username = '', BOOTSTRAP_ADMIN_PASSWORD: password = '' } = platform.secrets;
  return signInStaff(platform, username, password);
}

/** Hires somebody and signs in as them; all services know them by then, because the screens and riders need it. */
export async function hire(platform: Platform, admin: Staff, role: 'kitchen' | 'delivery'): Promise<Staff> {
  const username = `${role}-${randomInt(1e9)}`;
  const newcomer = { username, password: PASSWORD, name: `The ${role}`, role };
  const { staff } = await admin.ask(staffAnswer, 'POST', '/api/v1/admin/staff', newcomer);
  await Promise.all(
    [platform.databases.ordering, platform.databases.notification].map((db) =>
      eventually(async () => {
        if (!(await db('staff').where({ id: staff.id }).first())) throw new Error(`${username} is not known yet`);
      }),
    ),
  );
  return signInStaff(platform, username, PASSWORD);
}

/** Registers a phone or screen of this person; resolves to its device token. */
export async function registerPhone(person: Api, name: string): Promise<string> {
  const token = `phone-of-${name}`;
  await person.ask(deviceTokenAnswer, 'POST', '/api/v1/users/device-token', { token, platform: 'android' });
  return token;
}

async function signInStaff(platform: Platform, username: string, password: string): Promise<Staff> {
  const visitor = apiOf(platform.gateway);
  const session = await visitor.ask(staffLoginAnswer, 'POST', '/api/v1/admin/auth/login', { username, password });
  return {
    ...apiOf(platform.gateway, session.access_token),
    id: session.staff.id,
    username,
    token: session.access_token,
    password,
  };
}
