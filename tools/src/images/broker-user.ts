import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runCommand } from '../platform/commands.ts';
import { ROOT } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';

interface Permission {
  kind: string;
  metadata: { name: string };
  spec: { permissions: { configure: string; write: string; read: string } };
}

/** Makes a broker user with exactly the permissions that the service has on Kubernetes. Returns the URL to connect with. */
export async function brokerUser(
  { rabbitmqctl, rabbitmqUrl, prefix }: { rabbitmqctl: string[]; rabbitmqUrl: string; prefix: string },
  service: string,
): Promise<string> {
  const { configure, write, read } = permissionsOf(service);
  const url = new URL(rabbitmqUrl);
  const vhost = url.pathname.slice(1);
  url.username = `${prefix}${service}`;
  url.password = randomBytes(12).toString('hex');
  const add = await runCommand([...rabbitmqctl, 'add_user', url.username, url.password]);
  const permit = await runCommand([
    ...rabbitmqctl,
    'set_permissions',
    '-p',
    vhost,
    url.username,
    configure,
    write,
    read,
  ]);
  if (!add.succeeded || !permit.succeeded)
    throw new SetupFault(`no user ${url.username}: ${add.output}${permit.output}`);
  return url.href;
}

function permissionsOf(service: string): Permission['spec']['permissions'] {
  const documents = parseAllDocuments(readFileSync(join(ROOT, 'k8s/data/rabbitmq/topology.yaml'), 'utf8'));
  const objects = documents.map((document) => document.toJS() as Permission);
  const found = objects.find(({ kind, metadata }) => kind === 'Permission' && metadata.name === service);
  if (!found) throw new SetupFault(`k8s/data/rabbitmq has no permission of ${service}`);
  return found.spec.permissions;
}
