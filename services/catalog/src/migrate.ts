import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { runMigrations } from '@campus/database/run-migrations';
import { z } from 'zod';

const config = readConfigOrExit(z.object({ DATABASE_URL: settings.databaseUrl }), process.env);

await runMigrations({
  service: 'catalog',
  url: config.DATABASE_URL,
  directory: new URL('../migrations/', import.meta.url),
});
