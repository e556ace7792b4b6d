import { type Fault, NOTHING, type Works, without } from './fault.ts';

const SERVICES = ['catalog', 'ordering', 'payment', 'reporting', 'realtime', 'notification'] as const;

function worksWithout(service: string): Works {
  if (service === 'ordering') return { operations: ['menu'], floor: 0.97 };
  return { operations: service === 'catalog' ? without('menu') : without(), floor: 0.97 };
}

const latency: Fault = {
  name: 'latency',
  how: 'every piece to and from one service arrives a second later',
  victims: SERVICES,
  touches: (victim) => [victim],
  holdSeconds: [5, 10],
  works: worksWithout,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: victim }, { kind: 'late', delayMs: 1_000 });
    return async () => heal();
  },
};

const trickling: Fault = {
  name: 'trickle',
  how: 'one byte every 20 ms to and from one service: no connection is idle, and none gets anywhere',
  victims: SERVICES,
  touches: (victim) => [victim],
  holdSeconds: [6, 12],
  works: worksWithout,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: victim }, { kind: 'trickling', everyMs: 20 });
    return async () => heal();
  },
};

const tearing: Fault = {
  name: 'torn answers',
  how: 'every eighth piece of an answer of one service breaks off in the middle, the connection is reset',
  victims: ['ordering', 'payment', 'catalog', 'gateway'],
  touches: (victim) => [victim],
  holdSeconds: [4, 8],
  works: () => NOTHING,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: victim }, { kind: 'tearing', every: 8 });
    return async () => heal();
  },
};

const halfOpen: Fault = {
  name: 'half-open connections',
  how: 'connections to one service stand and carry nothing',
  victims: SERVICES,
  touches: (victim) => [victim],
  holdSeconds: [6, 12],
  works: worksWithout,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: victim }, { kind: 'black hole' });
    return async () => heal();
  },
};

const unplugged: Fault = {
  name: 'unplugged',
  how: 'connections to one service are reset, and so is every new one',
  victims: SERVICES,
  touches: (victim) => [victim],
  holdSeconds: [4, 8],
  works: worksWithout,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: victim }, { kind: 'refusing' });
    return async () => heal();
  },
};

export const NETWORK_FAULTS = [latency, trickling, tearing, halfOpen, unplugged];
