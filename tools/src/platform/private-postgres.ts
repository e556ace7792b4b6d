import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './commands.ts';
import { freePort } from './ports.ts';
import { startPrivateProcess } from './private-process.ts';
import { answers } from './server-probes.ts';
import { postgresProgram, serverProgram } from './server-programs.ts';
import type { StartedServer } from './server-registry.ts';
import type { Settings } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL with a cluster of our own: password logins over loopback only, no Unix socket. */
export async function startPrivatePostgres(settings: Settings): Promise<StartedServer> {
  const user = await unprivilegedUser();
  const directory = await clusterDirectory(settings, user);
  const password = adminPassword(settings);
  if (!existsSync(join(directory, 'data', 'PG_VERSION'))) await createCluster(directory, password, user);
  const port = await freePort();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const options = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    ...statementCounter(),
  };
  const process_ = await startPrivateProcess({
    name: 'postgres',
    command: [
      serverProgram('postgres'),
      ...['-D', join(directory, 'data')],
      ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    logFile: join(settings.localDirectory, 'postgres.log'),
    user,
    answers: () => answers.postgres(url),
  });
  return { how: 'private', url, processes: [process_] };
}

// Where it is installed; it counts nothing until somebody turns it on for a database.
function statementCounter(): Record<string, string> {
  const library = join(dirname(serverProgram('postgres')), '../lib/pg_stat_statements.so');
  return existsSync(library)
    ? { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'none' }
    : {};
}

/** Where the cluster of our own lies, or will. */
export async function privatePostgresDirectory(settings: Settings): Promise<string> {
  return clusterDirectory(settings, await unprivilegedUser());
}

/** Deletes the cluster of our own, which must not run any more. */
export async function removePrivatePostgres(settings: Settings): Promise<void> {
  rmSync(await privatePostgresDirectory(settings), { recursive: true, force: true });
}

async function createCluster(directory: string, password: string, user: User | undefined): Promise<void> {
  const passwordFile = join(directory, 'password');
  rmSync(join(directory, 'data'), { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const initdb = [
    postgresProgram('initdb') ?? 'initdb',
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ];
  const result = await runCommand(
    asUser(user, [...initdb, `--pwfile=${passwordFile}`, '-D', join(directory, 'data')]),
    { cwd: '/' },
  );
  rmSync(passwordFile);
  if (!result.succeeded)
    throw new SetupFault(`initdb could not create a PostgreSQL cluster in ${directory}:\n${result.output}`);
}

// PostgreSQL refuses to run as root: Debian's package brings the user `postgres` for it.
async function unprivilegedUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => runCommand(['id', flag, 'postgres'])));
  if (!uid?.succeeded || !gid?.succeeded)
    throw new SetupFault('PostgreSQL does not run as root, and there is no user "postgres".');
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

// A checkout below /root is closed to that user: then the cluster lives in /var/lib, named after the checkout.
async function clusterDirectory(settings: Settings, user: User | undefined): Promise<string> {
  const local = join(settings.localDirectory, 'postgres');
  if (!user) return make(local);
  const reachable = await runCommand(asUser(user, ['test', '-x', settings.localDirectory]));
  const checkout = createHash('sha256').update(settings.localDirectory).digest('hex').slice(0, 8);
  const directory = make(reachable.succeeded ? local : `/var/lib/campus-food-${checkout}`);
  chownSync(directory, user.uid, user.gid);
  return directory;
}

function make(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

function adminPassword(settings: Settings): string {
  const file = join(settings.localDirectory, 'postgres-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function asUser(user: User | undefined, command: string[]): string[] {
  if (!user) return command;
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...command];
}
