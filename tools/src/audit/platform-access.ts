import { composeRabbitmqctl } from '../platform/compose-servers.ts';
import { runningSupervisor } from '../platform/running-platform.ts';
import { ensureSecrets } from '../platform/secrets.ts';
import type { ServerName } from '../platform/server-probes.ts';
import { readRegistry } from '../platform/server-registry.ts';
import { locateServers } from '../platform/servers.ts';
import type { Settings } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import { systemRabbitmqctl } from '../platform/system-rabbitmqctl.ts';
import type { AuditAccess } from './access.ts';
import { provisionAuditRole } from './audit-role.ts';

/** How to audit the platform of this checkout, with a role made for it. Throws `SetupFault` when it does not run. */
export async function platformAccess(settings: Settings): Promise<AuditAccess> {
  if (!runningSupervisor(settings)) throw new SetupFault('The platform does not run: "make start" starts it.');
  const urls = Object.fromEntries(locateServers(settings).map(({ name, url }) => [name, url])) as Record<
    ServerName,
    string
  >;
  const rabbitmqUrl = withPathOf(settings.rabbitmqUrl, urls.rabbitmq);
  return {
    databaseUrls: await provisionAuditRole(settings, urls.postgres, { ...ensureSecrets(settings), ...settings.given }),
    redisUrl: withPathOf(settings.redisUrl, urls.redis),
    rabbitmqUrl,
    rabbitmqctl: await rabbitmqctlOf(settings, rabbitmqUrl),
    sandboxUrl: `http://127.0.0.1:${settings.ports.sandbox}`,
    timeZone: settings.given.RESTAURANT_TIME_ZONE,
  };
}

async function rabbitmqctlOf(settings: Settings, rabbitmqUrl: string): Promise<string[] | undefined> {
  const ours = readRegistry(settings.localDirectory).servers.rabbitmq?.rabbitmqctl;
  return ours ?? (await systemRabbitmqctl(rabbitmqUrl)) ?? composeRabbitmqctl(settings);
}

// The database number or the vhost is the configured one, wherever the server is.
function withPathOf(configured: string, server: string): string {
  const url = new URL(server);
  url.pathname = new URL(configured).pathname;
  return url.href;
}
