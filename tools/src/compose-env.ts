import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSecrets } from './platform/secrets.ts';
import { SERVICES } from './platform/service-environments.ts';
import { ROOT, readEnvFile, readSettings } from './platform/settings.ts';

// Completes .env for Docker Compose: whatever secret is not in it yet is generated and appended; nothing in it is changed.
const word = () => randomBytes(24).toString('base64url');
const settings = readSettings(process.env);
const { JWT_PRIVATE_KEYS_FILE = '', GOOGLE_APPLICATION_CREDENTIALS = '', ...secrets } = ensureSecrets(settings);
const owners = SERVICES.filter(({ hasDatabase }) => hasDatabase).map(({ name }) => name.toUpperCase());
const wanted: Record<string, string> = {
  ...secrets,
  ...Object.fromEntries(owners.map((name) => [`${name}_OWNER_DATABASE_PASSWORD`, word()])),
  POSTGRES_PASSWORD: word(),
  S3_SECRET_ACCESS_KEY: word(),
  GRAFANA_PASSWORD: word(),
};

const file = join(ROOT, '.env');
const known = readEnvFile(file);
const missing = Object.entries(wanted).filter(([name, value]) => value && !known[name]);
appendFileSync(file, missing.map(([name, value]) => `${name}=${value}\n`).join(''), { mode: 0o600 });
chmodSync(file, 0o600);

// Docker mounts these as they are, and the containers' user is nobody here: readable files in a directory that only its owner opens.
const directory = join(ROOT, '.local/compose');
mkdirSync(directory, { recursive: true, mode: 0o700 });
for (const [from, name] of [
  [JWT_PRIVATE_KEYS_FILE, 'jwt-keys.json'],
  [GOOGLE_APPLICATION_CREDENTIALS, 'google-credentials.json'],
] as const) {
  copyFileSync(from, join(directory, name));
  chmodSync(join(directory, name), 0o444);
}
console.log(`${missing.length} secrets added to .env; next: docker compose up --build --wait`);
