import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '@campus/database/connect';
import { createSecurityLog } from '@campus/http/security-log';
import type { Logger } from '@campus/logger/logger';
import type { Publisher } from '@campus/messaging/publisher';
import type { Redis } from 'ioredis';
import type { AuthConfig } from './config.ts';
import { otpSmsQueue } from './gateways/otp-sms-queue.ts';
import { redisAlarms } from './persistence/alarms.ts';
import { redisOtpTraffic } from './persistence/otp-traffic.ts';
import { redisOtps } from './persistence/otps.ts';
import { redisRegulars } from './persistence/regulars.ts';
import { slidingLimits } from './persistence/sliding-limits.ts';
import { findStaffByUsername } from './persistence/staff-table.ts';
import { createFingerprint } from './security/fingerprint.ts';
import { createKeyRing } from './security/key-ring.ts';
import { createOtpCodes } from './security/otp-codes.ts';
import { bcryptPasswords } from './security/passwords.ts';
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
  const security = createSecurityLog(logger);
  const clock = () => new Date();
  const ring = createKeyRing(config.JWT_PRIVATE_KEYS_FILE, { security, clock });
  return {
    db,
    transact,
    clock,
    pause: (ms: number) => pause(ms),
    newId,
    limits: slidingLimits(redis),
    alarms: redisAlarms(redis),
    regulars: redisRegulars(redis),
    otps: redisOtps(redis),
    traffic: redisOtpTraffic(redis),
    sms: otpSmsQueue(publisher, clock),
    fingerprint: createFingerprint(config.OTP_PEPPER),
    codes: createOtpCodes({ pepper: config.OTP_PEPPER, transportKey: config.OTP_TRANSPORT_KEY }),
    budget: {
      perAddressAndHour: config.OTP_SENDS_PER_ADDRESS_PER_HOUR,
      perPrefixAndHour: config.OTP_SENDS_PER_PREFIX_PER_HOUR,
      perHour: config.OTP_SENDS_PER_HOUR,
    },
    failuresPerAddress: config.LOGIN_FAILURES_PER_ADDRESS,
    tokens: createTokens({ keys: ring.keys, issuer: config.JWT_ISSUER, audience: config.JWT_AUDIENCE }),
    passwords: bcryptPasswords,
    findStaff: (username: string) => findStaffByUsername(db, username),
    ring,
    publishedKeys: () => ring.keys().published(clock()),
    security,
  };
}
