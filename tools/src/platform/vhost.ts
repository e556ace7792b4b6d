import { runCommand } from './commands.ts';
import { rabbitmqRefusal } from './server-probes.ts';
import type { Servers } from './servers.ts';
import { SetupFault } from './setup-fault.ts';

/** Makes the vhost named in the RabbitMQ URL and opens it to the user of the URL. Throws `SetupFault` when we may not. */
export async function ensureVhost({
  rabbitmqUrl,
  rabbitmqctl,
}: Pick<Servers, 'rabbitmqUrl' | 'rabbitmqctl'>): Promise<void> {
  if ((await rabbitmqRefusal(rabbitmqUrl)) === undefined) return;
  const url = new URL(rabbitmqUrl);
  const [vhost, user] = [decodeURIComponent(url.pathname.slice(1)) || '/', decodeURIComponent(url.username) || 'guest'];
  if (!rabbitmqctl) {
    const commands = `  rabbitmqctl add_vhost ${vhost}\n  rabbitmqctl set_permissions -p ${vhost} ${user} '.*' '.*' '.*'`;
    throw new SetupFault(
      `The vhost "${vhost}" is not open to "${user}" at ${url.host}, and there is no rabbitmqctl to make it. Run there:\n${commands}`,
    );
  }
  const added = await runCommand([...rabbitmqctl, 'add_vhost', vhost]);
  const permitted = await runCommand([...rabbitmqctl, 'set_permissions', '-p', vhost, user, '.*', '.*', '.*']);
  const refusal = await rabbitmqRefusal(rabbitmqUrl);
  if (refusal !== undefined) {
    throw new SetupFault(`The vhost "${vhost}" could not be made: ${refusal}\n${added.output}\n${permitted.output}`);
  }
}
