import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureSecrets } from './platform/secrets.ts';
import { readSettings } from './platform/settings.ts';

// Auth's own program, with the file of this checkout; production runs the program itself.
const settings = readSettings(process.env);
const { JWT_PRIVATE_KEYS_FILE = '' } = { ...ensureSecrets(settings), ...settings.given };
const { status } = spawnSync(process.execPath, ['src/rotate-keys.ts', ...process.argv.slice(2)], {
  cwd: join(settings.root, 'services/auth'),
  env: { PATH: process.env.PATH, JWT_PRIVATE_KEYS_FILE },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
