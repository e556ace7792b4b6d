import { findProgram, runCommand } from './commands.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** `rabbitmqctl` of this machine, if it administers the very broker at this URL: one of its AMQP listeners has that port. */
export async function systemRabbitmqctl(rabbitmqUrl: string): Promise<string[] | undefined> {
  const url = new URL(rabbitmqUrl);
  const program = findProgram('rabbitmqctl');
  if (!program || !LOOPBACK.includes(url.hostname)) return undefined;
  const status = await runCommand([program, '--quiet', 'status', '--formatter', 'json'], { timeoutMs: 20_000 });
  return status.succeeded && listensOn(status.stdout, Number(url.port || 5672)) ? [program] : undefined;
}

function listensOn(status: string, port: number): boolean {
  const { listeners = [] }: { listeners?: { port: number; protocol: string }[] } = JSON.parse(status);
  return listeners.some((listener) => listener.port === port && listener.protocol === 'amqp');
}
