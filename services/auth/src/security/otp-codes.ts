import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { sealOtp } from '@campus/contracts/otp-cipher';
import type { OtpCodes } from '../use-cases/ports.ts';

const DIGITS = 6;

export function createOtpCodes({ pepper, transportKey }: { pepper: string; transportKey: Buffer }): OtpCodes {
  return {
    draw: () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'),
    digest: ({ phone, purpose, code }) =>
      createHmac('sha256', pepper).update(`otp\0${phone}\0${purpose}\0${code}`).digest('hex'),
    same: (digest, other) => digest.length === other.length && timingSafeEqual(Buffer.from(digest), Buffer.from(other)),
    seal: (id, code) => sealOtp(transportKey, id, code),
  };
}
