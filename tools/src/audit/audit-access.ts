import { readConfig } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';
import { readSettings } from '../platform/settings.ts';
import type { AuditAccess } from './access.ts';
import { platformAccess } from './platform-access.ts';

const pod = z.object({
  AUTH_DATABASE_URL: settings.databaseUrl,
  CATALOG_DATABASE_URL: settings.databaseUrl,
  ORDERING_DATABASE_URL: settings.databaseUrl,
  PAYMENT_DATABASE_URL: settings.databaseUrl,
  NOTIFICATION_DATABASE_URL: settings.databaseUrl,
  REPORTING_DATABASE_URL: settings.databaseUrl,
  REDIS_URL: settings.redisUrl,
  RABBITMQ_URL: settings.rabbitmqUrl,
  SANDBOX_URL: settings.httpOrigin.optional(),
  RESTAURANT_TIME_ZONE: settings.timeZone,
});

/** As the environment says, which is how it runs in a pod; without any database in it, the platform of this checkout. */
export async function auditAccess(environment: NodeJS.ProcessEnv): Promise<AuditAccess> {
  const isPod = Object.keys(pod.shape).some((name) => name.endsWith('_DATABASE_URL') && environment[name]);
  if (!isPod) return platformAccess(readSettings(environment));
  const given = readConfig(pod, environment);
  return {
    databaseUrls: {
      auth: given.AUTH_DATABASE_URL,
      catalog: given.CATALOG_DATABASE_URL,
      ordering: given.ORDERING_DATABASE_URL,
      payment: given.PAYMENT_DATABASE_URL,
      notification: given.NOTIFICATION_DATABASE_URL,
      reporting: given.REPORTING_DATABASE_URL,
    },
    redisUrl: given.REDIS_URL,
    rabbitmqUrl: given.RABBITMQ_URL,
    sandboxUrl: given.SANDBOX_URL,
    timeZone: given.RESTAURANT_TIME_ZONE,
  };
}
