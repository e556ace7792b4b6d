import { type Link, openLink } from '../network/link.ts';
import type { Weather } from '../network/weather.ts';
import { type Replica, TWICE } from './replicas.ts';
import type { OwnServer, ServerName } from './servers.ts';

const USERS: Record<ServerName, string[]> = {
  postgres: ['auth', 'catalog', 'payment', 'notification', 'reporting', 'ordering'],
  rabbitmq: ['auth', 'catalog', 'payment', 'notification', 'reporting', 'ordering', 'realtime', 'gateway'],
  redis: ['auth', 'realtime', 'gateway'],
};
/** The ways to the provider's stand-in, by who goes there. */
const PROVIDER_USERS = ['payment', 'notification'];

/** Every way from a service to what it depends on, each with a weather of its own. */
export interface Network {
  /** The address that everybody has for this service. */
  portOf(service: string): number;
  /** The address of a server for one service, in the form of the given URL. */
  through(user: string, url: string, target: string): string;
  toServers(server: OwnServer): void;
  toReplicas(replicas: Replica[], isReady: (name: string) => boolean): void;
  /** Changes the weather of all ways to `target`, or only of those of `user`; returns what makes it fair again. */
  change(way: { target: string; user?: string }, weather: Weather): () => void;
  cut(way: { target: string; user?: string }): void;
  close(): void;
}

export async function openNetwork(services: string[], takePort: () => Promise<number>): Promise<Network> {
  const links = new Map<string, Link>();
  const open = async (name: string) => void links.set(name, await openLink(name, await takePort()));
  for (const [server, users] of Object.entries(USERS)) for (const user of users) await open(`${user}→${server}`);
  for (const user of PROVIDER_USERS) await open(`${user}→sandbox`);
  for (const service of services) await open(`→${service}`);

  const get = (name: string): Link => {
    const link = links.get(name);
    if (!link) throw new Error(`There is no way ${name}.`);
    return link;
  };
  const ways = ({ target, user }: { target: string; user?: string }) => {
    const found = [...links.values()].filter(({ name }) =>
      user ? name === `${user}→${target}` : name.endsWith(`→${target}`),
    );
    if (found.length === 0) throw new Error(`There is no way from ${user ?? 'anybody'} to ${target}.`);
    return found;
  };

  return {
    portOf: (service) => get(`→${service}`).port,
    through(user, text, target) {
      const url = new URL(text);
      url.hostname = '127.0.0.1';
      url.port = String(get(`${user}→${target}`).port);
      return url.href.replace(/\/$/, '');
    },
    toServers(server) {
      for (const link of ways({ target: server.name })) link.leadTo([{ port: server.port(), isReady: () => true }]);
    },
    toReplicas(replicas, isReady) {
      for (const [service, own] of Map.groupBy(replicas, (replica) => replica.service.name)) {
        // A single one is asked in any case: who else could answer?
        const alone = !TWICE.includes(service);
        const upstreams = own.map(({ name, port }) => ({ port, isReady: () => alone || isReady(name) }));
        for (const link of ways({ target: service })) link.leadTo(upstreams);
      }
    },
    change(way, weather) {
      for (const link of ways(way)) link.change(weather);
      return () => {
        for (const link of ways(way)) link.change({ kind: 'fair' });
      };
    },
    cut(way) {
      for (const link of ways(way)) link.cut();
    },
    close() {
      for (const link of links.values()) link.close();
    },
  };
}
