import { eventually } from '@campus/testing/eventually';
import type { RunningProcess } from '@campus/testing/process';
import { expect, it } from 'vitest';
import { type Balancer, startBalancer } from '../support/balancer.ts';
import { startRush } from '../support/lunch-rush.ts';
import { hire, signInStudent } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';
import { openKitchenScreen } from '../support/screens.ts';
import { outboxesDrained } from '../support/settled.ts';

const DINERS = 3;

/** Two gateways before two orderings, as they run in production, each pair behind a balancer. */
interface Pairs {
  gateways: RunningProcess[];
  orderings: RunningProcess[];
  front: Balancer;
}

export function rollingStories(scene: Scene): void {
  const { platform, admin, dishes } = scene;
  const pairs: { started?: Promise<Pairs> } = {};

  async function startPairs(): Promise<Pairs> {
    // What production refuses is not theirs; what makes a stop polite is: they say goodbye for five seconds.
    const orderings = await twice(() => platform.startReplica('ordering', { NODE_ENV: 'production' }));
    const ordering = await startBalancer(urlsOf(orderings), '/health/ready');
    const production = { NODE_ENV: 'production', ORDERING_URL: ordering.url, SANDBOX_CHECKOUT_URL: '' };
    const gateways = await twice(() => platform.startReplica('gateway', production));
    return { gateways, orderings, front: await startBalancer(urlsOf(gateways), '/health/gateway') };
  }
  const bothPairs = () => {
    pairs.started ??= startPairs();
    return pairs.started;
  };

  async function rushAt({ front }: Pairs) {
    const students = await Promise.all(Array.from({ length: DINERS }, () => signInStudent(platform)));
    return { students, rush: startRush(front.url, { students, dish: dishes[0] }) };
  }

  it('F7: while two gateways and two orderings are restarted one after the other, no request fails and no order is lost or doubled', async () => {
    const both = await bothPairs();
    // Somebody new: the cook of the other stories has as many screens open as one person may.
    const cook = await hire(platform, admin, 'kitchen');
    const screen = await openKitchenScreen({ ...platform, gateway: both.front.url }, cook.token);
    const { students, rush } = await rushAt(both);
    await eventually(() => expect(rush.accepted.size).toBeGreaterThan(5));
    const before = rush.answered();
    const processes = [...both.gateways, ...both.orderings];
    const pids = processes.map((replica) => replica.pid());

    const startedAt = performance.now();
    await Promise.all([restartInTurn(both.gateways), restartInTurn(both.orderings)]);

    const during = rush.answered() - before;
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    process.stdout.write(`F7: ${during} requests while four replicas were restarted in ${seconds} s\n`);
    await eventually(() => expect(rush.answered()).toBeGreaterThan(before + during + 5));
    await rush.end();
    expect(processes.filter((replica, index) => replica.pid() === pids[index])).toEqual([]);
    expect(during).toBeGreaterThan(50);
    expect(rush.failures).toEqual([]);

    await outboxesDrained(platform);
    const { ordering, reporting } = platform.databases;
    const ids = students.map(({ id }) => id);
    const stored: string[] = await ordering('orders').whereIn('user_id', ids).pluck('id');
    expect(stored.toSorted()).toEqual([...rush.accepted].toSorted());
    await eventually(
      async () => {
        expect(await reporting('sales_orders').whereIn('order_id', stored)).toHaveLength(stored.length);
        expect(new Set(screen.map(({ order }) => order.id))).toEqual(new Set(stored));
      },
      { timeoutMs: 15_000 },
    );
  }, 120_000);

  it('(control) the same diners do notice a gateway and an ordering that end without goodbye', async () => {
    const both = await bothPairs();
    for (const victims of [both.gateways, both.orderings]) {
      const { rush } = await rushAt(both);
      await eventually(() => expect(rush.accepted.size).toBeGreaterThan(5));
      await victims[0]?.kill();
      await victims[1]?.kill();
      await eventually(() => expect(rush.failures).not.toEqual([]));
      await rush.end();
      await Promise.all(victims.map((victim) => victim.restart()));
    }
    await Promise.all([...both.gateways, ...both.orderings].map((replica) => replica.kill()));
    await outboxesDrained(platform);
  }, 120_000);
}

async function restartInTurn(replicas: RunningProcess[]): Promise<void> {
  for (const replica of replicas) {
    expect(await replica.stop()).toBe(0);
    await replica.restart();
  }
}

function twice(start: () => Promise<RunningProcess>): Promise<RunningProcess[]> {
  return Promise.all([start(), start()]);
}

function urlsOf(replicas: RunningProcess[]): string[] {
  return replicas.map(({ url }) => url);
}
