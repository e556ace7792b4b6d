import { randomInt } from 'node:crypto';
import { requestOtpAnswer, verifyOtpAnswer } from '@campus/contracts/auth-api';
import { createPerson } from '../demo/person.ts';
import type { Pocket } from '../demo/sandbox.ts';

/** Signs in with a number that nobody has used; resolves to the access token. */
export async function newStudent(origin: string, pocket: Pocket): Promise<string> {
  const phone = `+918${String(randomInt(1e9)).padStart(9, '0')}`;
  const visitor = createPerson(origin, phone);
  await visitor.ask('POST', '/api/v1/auth/request-otp', requestOtpAnswer, { phone });
  const otp = await pocket.readCode(phone, phone);
  return (await visitor.ask('POST', '/api/v1/auth/verify-otp', verifyOtpAnswer, { phone, otp })).access_token;
}
