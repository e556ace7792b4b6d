import { join } from 'node:path';
import { runCommand } from './platform/commands.ts';
import { provisionDatabases } from './platform/databases.ts';
import { ensureSecrets } from './platform/secrets.ts';
import { ensureServers } from './platform/servers.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';
import { SetupFault } from './platform/setup-fault.ts';

await inSession(async () => {
  const settings = readSettings(process.env);
  const { BOOTSTRAP_ADMIN_USERNAME: username, BOOTSTRAP_ADMIN_PASSWORD: password } = process.env;
  if (!username || !password) {
    throw new SetupFault('Say who: make admin BOOTSTRAP_ADMIN_USERNAME=asha BOOTSTRAP_ADMIN_PASSWORD=<10 or more>', 64);
  }
  const servers = await ensureServers(settings);
  const databaseUrls = await provisionDatabases(settings, servers.postgresAdminUrl, ensureSecrets(settings));
  const result = await runCommand([process.execPath, join('src', 'create-admin.ts')], {
    cwd: join(settings.root, 'services/auth'),
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrls.auth,
      BOOTSTRAP_ADMIN_USERNAME: username,
      BOOTSTRAP_ADMIN_PASSWORD: password,
    },
  });
  if (!result.succeeded) throw new SetupFault(result.output);
  console.log(`${username} is an admin and can sign in with this password.`);
  return 0;
});
