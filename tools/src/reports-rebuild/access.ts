import { readConfig } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { provisionDatabase } from '@campus/database/provision';
import { z } from 'zod';
import { platformAccess } from '../audit/platform-access.ts';
import { ensureSecrets } from '../platform/secrets.ts';
import { locateServers } from '../platform/servers.ts';
import { readSettings, type Settings } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';

/** Who owns the facts that reports are made of. */
export const OWNERS = ['ordering', 'payment'] as const;
export type Owner = (typeof OWNERS)[number];

/** Where a running system is, for whoever rebuilds its reports. */
export interface RebuildAccess {
  /** Of any role that can read `outbox` and `outbox_archive`, of ordering also `orders` and of payment `refunds`. */
  ownerUrls: Record<Owner, string>;
  /** Of reporting's own role. */
  reportingUrl: string;
  /** With the vhost. */
  rabbitmqUrl: string;
}

const pod = z.object({
  ORDERING_DATABASE_URL: settings.databaseUrl,
  PAYMENT_DATABASE_URL: settings.databaseUrl,
  REPORTING_DATABASE_URL: settings.databaseUrl,
  RABBITMQ_URL: settings.rabbitmqUrl,
});

/** As the environment says, which is how it runs in a pod; without any database in it, the platform of this checkout. */
export async function rebuildAccess(environment: NodeJS.ProcessEnv): Promise<RebuildAccess> {
  const isPod = Object.keys(pod.shape).some((name) => name.endsWith('_DATABASE_URL') && environment[name]);
  if (!isPod) return checkoutAccess(readSettings(environment));
  const given = readConfig(pod, environment);
  return {
    ownerUrls: { ordering: given.ORDERING_DATABASE_URL, payment: given.PAYMENT_DATABASE_URL },
    reportingUrl: given.REPORTING_DATABASE_URL,
    rabbitmqUrl: given.RABBITMQ_URL,
  };
}

async function checkoutAccess(settings: Settings): Promise<RebuildAccess> {
  const { databaseUrls, rabbitmqUrl } = await platformAccess(settings);
  const postgres = locateServers(settings).find(({ name }) => name === 'postgres');
  if (!postgres) throw new SetupFault('PostgreSQL is not there.');
  const role = `${settings.databasePrefix}reporting`;
  const { REPORTING_DATABASE_PASSWORD: password = '' } = { ...ensureSecrets(settings), ...settings.given };
  return {
    ownerUrls: { ordering: databaseUrls.ordering, payment: databaseUrls.payment },
    reportingUrl: await provisionDatabase(postgres.url, { database: role, role, password }),
    rabbitmqUrl,
  };
}
