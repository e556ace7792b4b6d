import type { Heal } from '../matrix/fault.ts';
import { MANY, untilMet } from '../matrix/provider-faults.ts';
import type { Party } from '../people/party.ts';

type Surroundings = Pick<Party, 'stage' | 'provider'>;

/** Something that features may need, and how it is taken away: it is there and does not answer, which is the hardest to notice. */
export interface Dependency {
  how: string;
  takeAway(surroundings: Surroundings): Promise<Heal>;
  /** Resolves when somebody has asked for it: what nobody asks for proves nothing. */
  untilMissed?(surroundings: Surroundings): Promise<void>;
}

const server = (target: 'postgres' | 'rabbitmq' | 'redis' | 'sandbox', user?: string): Dependency => ({
  how: user ? `connections of ${user} to it stand and carry nothing` : 'connections to it stand and carry nothing',
  async takeAway({ stage }) {
    const heal = stage.network.change({ target, ...(user && { user }) }, { kind: 'black hole' });
    return async () => heal();
  },
});

/** All processes of a service at once, with whatever they were at. */
const service = (name: string): Dependency => ({
  how: 'SIGSTOP to all its processes',
  async takeAway({ stage: { fleet } }) {
    const own = fleet.replicas.filter((replica) => replica.service.name === name);
    const thaws = own.map((replica) => fleet.freeze(replica.name));
    return async () => {
      for (const thaw of thaws) thaw();
    };
  },
});

const silent = (...providers: string[]): Dependency => {
  const effects = providers.map((provider) => ({ provider, effect: 'timeout', times: MANY }));
  return {
    how: `${providers.join(' and ')} take${providers.length > 1 ? '' : 's'} every request and never answer${providers.length > 1 ? '' : 's'}`,
    async takeAway({ provider }) {
      for (const effect of effects) await provider.tell('/faults', effect);
      return provider.forgive;
    },
    untilMissed: ({ provider }) => untilMet(provider, effects),
  };
};

/** Nothing is heard of Razorpay, neither answers nor webhooks. */
const razorpay: Dependency = {
  how: 'connections of payment to it stand and carry nothing, webhooks do not come',
  async takeAway(surroundings) {
    const { provider } = surroundings;
    await provider.tell('/webhooks/knobs', { hold: true });
    const heal = await server('sandbox', 'payment').takeAway(surroundings);
    return async () => {
      await heal();
      await provider.tell('/webhooks/release', { order: 'natural' });
    };
  },
};

export const DEPENDENCIES = {
  "ordering's database": server('postgres', 'ordering'),
  "catalog's database": server('postgres', 'catalog'),
  "auth's database": server('postgres', 'auth'),
  "payment's database": server('postgres', 'payment'),
  "notification's database": server('postgres', 'notification'),
  "reporting's database": server('postgres', 'reporting'),
  RabbitMQ: server('rabbitmq'),
  Redis: server('redis'),
  Razorpay: razorpay,
  SMS: silent('twilio', 'msg91'),
  FCM: silent('fcm'),
  auth: service('auth'),
  catalog: service('catalog'),
  ordering: service('ordering'),
  payment: service('payment'),
  notification: service('notification'),
  reporting: service('reporting'),
  realtime: service('realtime'),
} as const satisfies Record<string, Dependency>;

export type DependencyName = keyof typeof DEPENDENCIES;
export const DEPENDENCY_NAMES = Object.keys(DEPENDENCIES) as DependencyName[];
