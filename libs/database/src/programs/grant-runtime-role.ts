import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';
import { grantRuntimeRole } from '../grant-runtime-role.ts';

// Run as the owner after a migration, from the image of the service.
const config = readConfigOrExit(
  z.object({ DATABASE_URL: settings.databaseUrl, RUNTIME_ROLE: z.string().min(1) }),
  process.env,
);

await grantRuntimeRole(config.DATABASE_URL, config.RUNTIME_ROLE);
process.stdout.write(`${config.RUNTIME_ROLE} may read and write rows\n`);
