import { readFileSync } from 'node:fs';
import type { BenchPlatform } from './bench-platform.ts';
import { listenerOf } from './listener-of.ts';

/** Pids by name: the services and the gateway, without the sandbox, which is no part of the platform. */
export function platformPids({ running }: BenchPlatform): Record<string, number> {
  const services = Object.entries(running()).filter(([name]) => name !== 'sandbox');
  return Object.fromEntries(services.map(([name, { pid }]) => [name, pid]));
}

/** Pids of PostgreSQL, RabbitMQ and Redis, as far as they are processes of this machine that we may see. */
export function serverPids({ servers }: BenchPlatform): Record<string, number> {
  const urls = { postgres: servers.postgresAdminUrl, rabbitmq: servers.rabbitmqUrl, redis: servers.redisUrl };
  const found = Object.entries(urls).map(([name, url]) => [name, pidBehind(new URL(url))] as const);
  return Object.fromEntries(found.flatMap(([name, pid]) => (pid === undefined ? [] : [[name, pid]])));
}

const USUAL_PORTS: Record<string, number> = { 'postgres:': 5432, 'amqp:': 5672, 'redis:': 6379 };

function pidBehind({ hostname, port, protocol }: URL): number | undefined {
  if (!['127.0.0.1', 'localhost'].includes(hostname)) return undefined;
  const pid = listenerOf(Number(port) || (USUAL_PORTS[protocol] ?? 0));
  // A container's server hides behind Docker's proxy.
  return pid !== undefined && nameOf(pid) !== 'docker-proxy' ? pid : undefined;
}

function nameOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}
