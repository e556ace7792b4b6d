import { randomBytes } from 'node:crypto';
import { runCommand } from '../platform/commands.ts';
import { ensureServers, releaseServers } from '../platform/servers.ts';
import type { Settings } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';
import { declareTopology } from '../platform/topology.ts';
import { ensureVhost } from '../platform/vhost.ts';
import { brokerUser } from './broker-user.ts';

export interface TestServers {
  postgresAdminUrl: string;
  redisUrl: string;
  /** Where the user of a service connects. */
  brokerUrl(service: string): Promise<string>;
  /** Of databases and roles that this run may make and has to remove. */
  prefix: string;
}

type Undo = () => Promise<void>;

/** Real servers for a check: those of the checkout, with a vhost and a database prefix of this run, which go with it. */
export async function withServers(
  settings: Settings,
  onStop: (undo: Undo) => void,
  work: (servers: TestServers) => Promise<void>,
): Promise<void> {
  const name = `images_${randomBytes(4).toString('hex')}`;
  onStop(() => releaseServers(settings));
  const { postgresAdminUrl, redisUrl, rabbitmqUrl, rabbitmqctl } = await ensureServers(settings);
  if (!rabbitmqctl) throw new SetupFault('images-check makes a vhost of its own and needs rabbitmqctl for it.');
  const url = new URL(rabbitmqUrl);
  url.pathname = `/${name}`;
  await ensureVhost({ rabbitmqUrl: url.href, rabbitmqctl });
  onStop(async () => void (await runCommand([...rabbitmqctl, 'delete_vhost', name])));
  const prefix = `${name}_`;
  const brokerUrl = async (service: string) => {
    onStop(async () => void (await runCommand([...rabbitmqctl, 'delete_user', `${prefix}${service}`])));
    return brokerUser({ rabbitmqctl, rabbitmqUrl: url.href, prefix }, service);
  };
  await declareTopology(url.href);
  await work({ postgresAdminUrl, redisUrl, brokerUrl, prefix });
}
