import { setTimeout as sleep } from 'node:timers/promises';
import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';
import { missingMigrations } from '../missing-migrations.ts';

// Runs before a service starts, from the service's directory: a pod of the new version waits for the schema it was written for.
const config = readConfigOrExit(
  z.object({
    DATABASE_URL: settings.databaseUrl,
    SCHEMA_DEADLINE_SECONDS: z.coerce.number().int().min(1).default(600),
  }),
  process.env,
);

const deadline = Date.now() + config.SCHEMA_DEADLINE_SECONDS * 1_000;
let missing = await missingMigrations(config.DATABASE_URL, 'migrations');
while (missing.length > 0 && Date.now() < deadline) {
  await sleep(1_000);
  missing = await missingMigrations(config.DATABASE_URL, 'migrations');
}
process.stdout.write(missing.length > 0 ? `the schema still lacks ${missing.join(', ')}\n` : 'the schema is there\n');
process.exit(missing.length > 0 ? 1 : 0);
