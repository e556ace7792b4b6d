import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { SetupFault } from './setup-fault.ts';

interface PrivateProcess {
  name: string;
  command: string[];
  env?: NodeJS.ProcessEnv;
  logFile: string;
  /** Run as this user instead of the present one. */
  user?: { uid: number; gid: number };
  answers: () => Promise<boolean>;
}

const START_TIMEOUT_MS = 90_000;

/** Starts a server that outlives this program and waits until it answers; on failure it is ended and its log shown. */
export async function startPrivateProcess(server: PrivateProcess): Promise<ProcessIdentity> {
  const [file = '', ...args] = server.command;
  const log = openSync(server.logFile, 'a', 0o600);
  const child = spawn(file, args, {
    env: server.env,
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    ...server.user,
  });
  closeSync(log);
  child.once('error', () => undefined);
  child.unref();
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (!identity) throw startFailure(server, 'did not start');

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await server.answers())) {
    if (!isAlive(identity)) throw startFailure(server, 'ended at once');
    if (Date.now() > deadline) {
      await end(identity, 5_000);
      throw startFailure(server, `did not answer within ${START_TIMEOUT_MS / 1000} s`);
    }
    await sleep(150);
  }
  return identity;
}

function startFailure(server: PrivateProcess, what: string): SetupFault {
  const log = existsSync(server.logFile) ? readFileSync(server.logFile, 'utf8') : '';
  const lines = log.trimEnd().split('\n').slice(-20).join('\n');
  return new SetupFault(`The private ${server.name} ${what}. The end of ${server.logFile}:\n${lines}`);
}
