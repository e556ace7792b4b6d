import { readFileSync } from 'node:fs';
import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { adminAccount } from '@campus/contracts/auth-api';
import { z } from 'zod';
import type { KeysFile } from './security/key-ring.ts';
import { parseSigningKeys } from './security/signing-keys.ts';

const budget = () => z.coerce.number().int().min(1).max(1_000_000);

const keysFile = z.string().transform((path, context): KeysFile => {
  try {
    const text = readFileSync(path, 'utf8');
    return { path, text, keys: parseSigningKeys(text) };
  } catch {
    // Whatever the reason is, it could quote a part of a private key.
    context.addIssue({ code: 'custom', message: 'must name a readable file {"keys": [RSA private JWK with kid]}' });
    return z.NEVER;
  }
});

const transportKey = z
  .base64({ error: 'must be 32 bytes in base64' })
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, { error: 'must be 32 bytes in base64' });

/** A quarter of everybody's: one series of numbers does not use up the codes of all. */
const PREFIX_SHARE = 4;

const environment = z.object({
  ...settings.service,
  JWT_ISSUER: settings.token.JWT_ISSUER,
  JWT_AUDIENCE: settings.token.JWT_AUDIENCE,
  LOG_USER_KEY: settings.token.LOG_USER_KEY,
  JWT_PRIVATE_KEYS_FILE: keysFile,
  PORT: settings.port(8101),
  DATABASE_URL: settings.databaseUrl,
  REDIS_URL: settings.redisUrl,
  RABBITMQ_URL: settings.rabbitmqUrl,
  TRUST_PROXY: settings.hops,
  OTP_TRANSPORT_KEY: transportKey,
  OTP_PEPPER: z.string().min(32),
  OTP_SENDS_PER_ADDRESS_PER_HOUR: budget().default(300),
  OTP_SENDS_PER_PREFIX_PER_HOUR: budget().optional(),
  OTP_SENDS_PER_HOUR: budget().default(2_000),
  LOGIN_FAILURES_PER_ADDRESS: budget().default(200),
});

const service = environment.transform((env) => ({
  ...env,
  OTP_SENDS_PER_PREFIX_PER_HOUR: env.OTP_SENDS_PER_PREFIX_PER_HOUR ?? Math.ceil(env.OTP_SENDS_PER_HOUR / PREFIX_SHARE),
}));
export type AuthConfig = z.output<typeof service>;

const database = environment.pick({ DATABASE_URL: true, LOG_LEVEL: true });
const account = { username: adminAccount.username, password: adminAccount.password };

const migration = database
  .extend({
    BOOTSTRAP_ADMIN_USERNAME: account.username.optional(),
    BOOTSTRAP_ADMIN_PASSWORD: account.password.optional(),
  })
  .refine((env) => (env.BOOTSTRAP_ADMIN_USERNAME === undefined) === (env.BOOTSTRAP_ADMIN_PASSWORD === undefined), {
    error: 'BOOTSTRAP_ADMIN_USERNAME and BOOTSTRAP_ADMIN_PASSWORD belong together',
  });

const admin = database.extend({
  BOOTSTRAP_ADMIN_USERNAME: account.username,
  BOOTSTRAP_ADMIN_PASSWORD: account.password,
});

export function readAuthConfig(): AuthConfig {
  return readConfigOrExit(service, process.env);
}

/** What a migration needs: it runs before the rest of the environment exists. */
export function readMigrationConfig(): z.output<typeof migration> {
  return readConfigOrExit(migration, process.env);
}

/** The path alone: the program says itself what is wrong with the file. */
export function readRotationConfig(): { JWT_PRIVATE_KEYS_FILE: string } {
  return readConfigOrExit(z.object({ JWT_PRIVATE_KEYS_FILE: z.string() }), process.env);
}

export function readAdminConfig(): z.output<typeof admin> {
  return readConfigOrExit(admin, process.env);
}
