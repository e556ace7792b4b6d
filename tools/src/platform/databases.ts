import { provisionDatabase } from '@campus/database/provision';
import type { Secrets } from './secrets.ts';
import { SERVICES } from './service-environments.ts';
import type { Settings } from './settings.ts';

/** Makes a database and a role for each service that has one; returns the DATABASE_URL of each by service name. */
export async function provisionDatabases(
  settings: Settings,
  adminUrl: string,
  secrets: Secrets,
): Promise<Record<string, string>> {
  const owners = SERVICES.filter((service) => service.hasDatabase);
  const urls = await Promise.all(
    owners.map(async ({ name }) => {
      const database = `${settings.databasePrefix}${name}`;
      const password = secrets[`${name.toUpperCase()}_DATABASE_PASSWORD`] ?? '';
      return [name, await provisionDatabase(adminUrl, { database, role: database, password })];
    }),
  );
  return Object.fromEntries(urls);
}
