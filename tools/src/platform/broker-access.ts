import { readConfig } from '@campus/config/read-config';
import { settings as kinds } from '@campus/config/settings';
import { z } from 'zod';
import { locateServers } from './servers.ts';
import { readSettings } from './settings.ts';

/** Where the broker is: as the environment says, which is how it runs in a pod; without it, that of this checkout. */
export function brokerUrl(environment: NodeJS.ProcessEnv): string {
  if (environment.RABBITMQ_URL)
    return readConfig(z.object({ RABBITMQ_URL: kinds.rabbitmqUrl }), environment).RABBITMQ_URL;
  const settings = readSettings(environment);
  const server = locateServers(settings).find(({ name }) => name === 'rabbitmq');
  const url = new URL(server?.url ?? settings.rabbitmqUrl);
  url.pathname = new URL(settings.rabbitmqUrl).pathname;
  return url.href;
}
