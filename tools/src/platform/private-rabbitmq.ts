import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './commands.ts';
import { freePort, isPortFree } from './ports.ts';
import { startPrivateProcess } from './private-process.ts';
import { end } from './process-identity.ts';
import { answers } from './server-probes.ts';
import { rabbitmqProgram, serverProgram } from './server-programs.ts';
import type { StartedServer } from './server-registry.ts';
import type { Settings } from './settings.ts';

/** RabbitMQ as a node of our own: its cookie, its epmd, every port on loopback, data below `.local`. */
export async function startPrivateRabbitmq(settings: Settings): Promise<StartedServer> {
  const directory = join(settings.localDirectory, 'rabbitmq');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const [port, epmdPort, nodePort] = [await freePort(), await freePort(), await freePort()];
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const node = nodeVariables(settings, directory, { port, epmdPort, nodePort });
  const env = { PATH: process.env.PATH, ...node };

  // In the foreground and by us, because an epmd that Erlang starts by itself outlives its node unnoticed.
  const epmd = await startPrivateProcess({
    name: 'epmd',
    command: [epmdProgram(), '-address', '127.0.0.1', '-port', String(epmdPort)],
    env,
    logFile: join(directory, 'epmd.log'),
    answers: async () => !(await isPortFree(epmdPort)),
  });
  try {
    const broker = await startPrivateProcess({
      name: 'rabbitmq',
      command: [serverProgram('rabbitmq')],
      env,
      logFile: join(directory, 'rabbitmq.log'),
      answers: () => answers.rabbitmq(url),
    });
    const variables = Object.entries(node).map(([name, value]) => `${name}=${value}`);
    const rabbitmqctl = ['env', ...variables, rabbitmqProgram('rabbitmqctl') ?? 'rabbitmqctl', '--quiet'];
    return { how: 'private', url, processes: [broker, epmd], rabbitmqctl };
  } catch (error) {
    await end(epmd, 5_000);
    throw error;
  }
}

function nodeVariables(
  settings: Settings,
  directory: string,
  { port, epmdPort, nodePort }: { port: number; epmdPort: number; nodePort: number },
): Record<string, string> {
  const configFile = join(directory, 'rabbitmq.conf');
  const emptyFile = join(directory, 'rabbitmq-env.conf');
  const pluginsFile = join(directory, 'enabled_plugins');
  writeFileSync(configFile, `listeners.tcp.local = 127.0.0.1:${port}\nlog.console = true\nlog.file = false\n`);
  writeFileSync(emptyFile, '');
  writeFileSync(pluginsFile, '[].\n');
  const checkout = createHash('sha256').update(settings.localDirectory).digest('hex').slice(0, 8);
  return {
    HOME: directory,
    LANG: 'C.UTF-8',
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmdPort),
    ERL_FLAGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // Its schedulers otherwise spin while they wait, on cores that others need (rabbitmq.com/docs/runtime, "busy waiting").
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+sbwt none +sbwtdcpu none +sbwtdio none',
    RABBITMQ_NODENAME: `campus-${checkout}@localhost`,
    RABBITMQ_DIST_PORT: String(nodePort),
    RABBITMQ_CONF_ENV_FILE: emptyFile,
    RABBITMQ_CONFIG_FILE: configFile,
    RABBITMQ_ENABLED_PLUGINS_FILE: pluginsFile,
    RABBITMQ_MNESIA_BASE: join(directory, 'data'),
    RABBITMQ_LOG_BASE: join(directory, 'log'),
    RABBITMQ_PID_FILE: join(directory, 'pid'),
    // The start script replaces itself by the Erlang VM, so that the pid we know is the broker's.
    RUNNING_UNDER_SYSTEMD: '1',
  };
}

function epmdProgram(): string {
  return findProgram('epmd') ?? 'epmd';
}
