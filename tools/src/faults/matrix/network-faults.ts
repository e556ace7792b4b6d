import { type Fault, NOTHING, UNBOUNDED, type Works, without } from './fault.ts';

const SERVICES = ['catalog', 'ordering', 'payment', 'reporting', 'realtime', 'notification'] as const;

function worksWithout(service: string): Works {
  if (service === 'ordering') return { operations: ['menu'], floor: 0.97 };
  return { operations: service === 'catalog' ? without('menu') : without(), floor: 0.97 };
}

/** Connections stand: the gateway waits 15 s for an answer, longer than any caller here. */
function worksBeside(silent: string): Works {
  return { ...worksWithout(silent), refusedWithinMs: UNBOUNDED };
}

const latency = (name: string, delayMs: number, works: (service: string) => Works): Fault => ({
  name,
  how: `every piece to and from one service arrives ${delayMs} ms later`,
  victims: SERVICES,
  touches: (victim) => [victim],
  holdSeconds: [5, 10],
  works,
  async inject({ stage }, victim) {
    const heal = stage.network.change({ target: victim }, { kind: 'late', delayMs });
    return async () => heal();
  },
});

// A tenth of a second is a bad day, not an outage: nothing of the house may fail, and nobody may wait for what is done twice over.
const shortLatency = latency('short latency', 100, () => ({ operations: without(), floor: 0.99, p99Ms: 2_000 }));
const longLatency = latency('latency', 1_000, worksBeside);

const trickling: Fault = {
  name: 'trickle',
  how: 'one byte every 20 ms to and from one service: no connection is idle, and none gets anywhere',
  victims: SERVICES,
  touches: (victim) => [victim],
  holdSeconds: [6, 12],
  works: worksBeside,
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
  works: worksBeside,
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

export const NETWORK_FAULTS = [shortLatency, longLatency, trickling, tearing, halfOpen, unplugged];
