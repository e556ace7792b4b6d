import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvFile, type Settings } from './settings.ts';

export type Secrets = Record<string, string>;

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const word = (bytes: number) => randomBytes(bytes).toString('base64url');

/** Everything secret that development needs, each made anew for this checkout. The provider's are the sandbox's. */
const GENERATORS: Record<string, () => string> = {
  BOOTSTRAP_ADMIN_USERNAME: () => 'admin',
  BOOTSTRAP_ADMIN_PASSWORD: () => word(12),
  DEMO_STAFF_PASSWORD: () => word(12),
  LOG_USER_KEY: () => word(36),
  OTP_TRANSPORT_KEY: () => randomBytes(32).toString('base64'),
  OTP_PEPPER: () => word(36),
  RAZORPAY_KEY_ID: () => `rzp_test_${hex(7)}`,
  RAZORPAY_KEY_SECRET: () => hex(12),
  RAZORPAY_WEBHOOK_SECRETS: () => word(24),
  TWILIO_ACCOUNT_SID: () => `AC${hex(16)}`,
  TWILIO_AUTH_TOKEN: () => hex(16),
  TWILIO_FROM: () => '+15005550006',
  MSG91_AUTH_KEY: () => hex(12),
  MSG91_TEMPLATE_ID: () => hex(12),
  AUTH_DATABASE_PASSWORD: () => word(24),
  CATALOG_DATABASE_PASSWORD: () => word(24),
  ORDERING_DATABASE_PASSWORD: () => word(24),
  PAYMENT_DATABASE_PASSWORD: () => word(24),
  NOTIFICATION_DATABASE_PASSWORD: () => word(24),
  REPORTING_DATABASE_PASSWORD: () => word(24),
};

const FCM_PROJECT_ID = 'campus-food-development';

/** Reads the secrets of this checkout and generates those that are not there yet (mode 600). */
export function ensureSecrets({ localDirectory }: Settings): Secrets {
  const file = join(localDirectory, 'secrets.env');
  const known = readEnvFile(file);
  const missing = Object.entries(GENERATORS).filter(([name]) => !known[name]);
  const secrets = { ...known, ...Object.fromEntries(missing.map(([name, generate]) => [name, generate()])) };
  if (missing.length > 0) {
    const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(file, lines.join(''), { mode: 0o600 });
  }
  const keysFile = join(localDirectory, 'jwt-keys.json');
  const googleFile = join(localDirectory, 'google-credentials.json');
  writeOnce(keysFile, newSigningKeys);
  writeOnce(googleFile, newServiceAccount);
  return {
    ...secrets,
    JWT_PRIVATE_KEYS_FILE: keysFile,
    GOOGLE_APPLICATION_CREDENTIALS: googleFile,
    FCM_PROJECT_ID,
  };
}

function writeOnce(file: string, make: () => object): void {
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(make(), null, 2)}\n`, { mode: 0o600 });
}

function newSigningKeys(): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 16);
  return { keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] };
}

// Shaped like a real service account, known to nobody but the sandbox.
function newServiceAccount(): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    type: 'service_account',
    project_id: FCM_PROJECT_ID,
    private_key_id: hex(20),
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: `push@${FCM_PROJECT_ID}.iam.gserviceaccount.com`,
    client_id: '100000000000000000000',
    token_uri: 'https://oauth2.googleapis.com/token',
  };
}
