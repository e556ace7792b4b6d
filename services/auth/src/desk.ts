import type { Db } from '@campus/database/connect';
import type { Logger } from '@campus/logger/logger';
import type { Publisher } from '@campus/messaging/publisher';
import type { Redis } from 'ioredis';
import type { AuthConfig } from './config.ts';
import { otpSmsQueue } from './gateways/otp-sms-queue.ts';
import { redisOtps } from './persistence/otps.ts';
import { slidingLimits } from './persistence/sliding-limits.ts';
import { findStaffByUsername } from './persistence/staff-table.ts';
import { createFingerprint } from './security/fingerprint.ts';
import { createOtpCodes } from './security/otp-codes.ts';
import { bcryptPasswords } from './security/passwords.ts';
import { createSecurityLog } from './security/security-log.ts';
import { createTokens } from './security/tokens.ts';
import type { Transact } from './use-cases/work.ts';

export interface DeskParts {
  config: AuthConfig;
  db: Db;
  redis: Redis;
  publisher: Publisher;
  transact: Transact;
  newId(): string;
  logger: Logger;
}

/** A part of the wiring of `main.ts`: what the use cases that reach beyond one transaction work with. */
export function createDesk({ config, db, redis, publisher, transact, newId, logger }: DeskParts) {
  const clock = () => new Date();
  return {
    db,
    transact,
    clock,
    newId,
    limits: slidingLimits(redis),
    otps: redisOtps(redis),
    sms: otpSmsQueue(publisher, clock),
    fingerprint: createFingerprint(config.OTP_PEPPER),
    codes: createOtpCodes({ pepper: config.OTP_PEPPER, transportKey: config.OTP_TRANSPORT_KEY }),
    budget: { perAddressAndHour: config.OTP_SENDS_PER_ADDRESS_PER_HOUR, perHour: config.OTP_SENDS_PER_HOUR },
    tokens: createTokens({
      keys: config.JWT_PRIVATE_KEYS_FILE,
      issuer: config.JWT_ISSUER,
      audience: config.JWT_AUDIENCE,
    }),
    passwords: bcryptPasswords,
    findStaff: (username: string) => findStaffByUsername(db, username),
    security: createSecurityLog(logger),
  };
}
