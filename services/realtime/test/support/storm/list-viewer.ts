import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from '@campus/contracts/order-state';
import type { OrderMessage } from '@campus/contracts/realtime-api';
import type { Random } from '@campus/testing/random';
import { isAfter } from '../../../src/entry.ts';

/** A client that shows a list: it keeps the highest version of each order and fetches its list when told to. */
export interface ListViewer {
  shown: Map<string, OrderView>;
  /** Where it would resume. */
  since: string | undefined;
  /** Positions of the messages it got, in order of arrival. */
  positions: string[];
  /** The position of its first greeting. */
  firstPosition: string | undefined;
  resyncs: number;
  /** What no client should ever see. */
  faults: string[];
  hello(position: string): void;
  order(message: OrderMessage): void;
  resync(): void;
  /** Whether no fetch is under way. */
  atRest(): boolean;
}

export interface ListViewerOptions {
  name: string;
  /** What ordering's list would answer now. */
  fetchList(): OrderView[];
  /** Whether the person may see an order like this. */
  maySee(order: OrderView): boolean;
  random: Random;
}

export function createListViewer({ name, fetchList, maySee, random }: ListViewerOptions): ListViewer {
  const fetching: { wanted: boolean; running: boolean; received: Set<string> } = {
    wanted: false,
    running: false,
    received: new Set(),
  };
  const viewer: ListViewer = {
    shown: new Map(),
    since: undefined,
    positions: [],
    firstPosition: undefined,
    resyncs: 0,
    faults: [],
    hello(position) {
      if (viewer.since === undefined) refresh();
      viewer.firstPosition ??= position;
      viewer.since = position;
    },
    order({ position, order }) {
      if (!maySee(order)) viewer.faults.push(`${name} was shown the foreign order ${order.id} at ${position}`);
      if (viewer.since && !isAfter(position, viewer.since)) {
        viewer.faults.push(`${name} was at ${viewer.since} and was shown ${position} again`);
      }
      viewer.since = position;
      viewer.positions.push(position);
      fetching.received.add(order.id);
      keepNewest(order);
    },
    resync() {
      viewer.resyncs += 1;
      refresh();
    },
    atRest: () => !fetching.running,
  };

  function keepNewest(order: OrderView): void {
    const known = viewer.shown.get(order.id);
    if (!known || order.version > known.version) viewer.shown.set(order.id, order);
  }

  // Not awaited: messages go on while the list is on its way.
  function refresh(): void {
    fetching.wanted = true;
    if (!fetching.running) void fetchWhileWanted();
  }

  async function fetchWhileWanted(): Promise<void> {
    fetching.running = true;
    while (fetching.wanted) {
      fetching.wanted = false;
      fetching.received = new Set();
      await sleep(random.whole(0, 30));
      const answer = fetchList();
      await sleep(random.whole(0, 30));
      const listed = new Set(answer.map(({ id }) => id));
      for (const id of viewer.shown.keys()) if (!listed.has(id) && !fetching.received.has(id)) viewer.shown.delete(id);
      answer.forEach(keepNewest);
    }
    fetching.running = false;
  }

  return viewer;
}
