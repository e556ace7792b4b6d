import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { catchUp, type Latecomer } from './catch-up.ts';
import { type Entry, isAfter } from './entry.ts';

const entryAt = (place: number): Entry => ({ position: `1000-${place}`, kind: 'reassigned', body: { staff_id: 'x' } });

/** A stream of `length` entries of which `lost` are not kept any more and this replica has read `read`. */
function replica({ length, read, lost = 0 }: { length: number; read: number; lost?: number }) {
  const stream = Array.from({ length }, (_, index) => entryAt(index + 1));
  const state = { read, lost };
  const joined: ((entry: Entry) => void)[] = [];
  const position = () => `1000-${state.read}`;
  const kept = () => stream.slice(state.lost);
  return {
    state,
    joined,
    append: () => stream.push(entryAt(stream.length + 1)),
    /** Reads one more entry and shows it to those who have joined. */
    readOn() {
      const entry = stream[state.read];
      if (!entry) return;
      state.read += 1;
      for (const show of joined) show(entry);
    },
    feed: {
      position,
      keeps: async (_audience: string, since: string) => kept().some((entry) => entry.position === since),
      async reach(_audience: string, wanted: string) {
        while (isAfter(wanted, position())) await turn();
      },
      async page(_audience: string, { after, until }: { after: string; until: string }) {
        await turn();
        const [first, ...rest] = kept().filter((one) => !isAfter(after, one.position) && !isAfter(one.position, until));
        return first?.position === after ? rest.slice(0, 3) : undefined;
      },
    },
  };
}

function latecomer(since: string | undefined, joined: ((entry: Entry) => void)[]) {
  const told: string[] = [];
  const state = { gone: false };
  const show = ({ position }: Entry) => void told.push(position);
  const client: Latecomer = {
    audience: 'kitchen',
    since,
    hello: (position) => told.push(`hello ${position}`),
    resync: () => told.push('resync'),
    show,
    join: () => void joined.push(show),
    taken: () => turn(),
    gone: () => state.gone,
  };
  return { client, told, state };
}

const places = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `1000-${from + index}`);

test('a client that knows nothing is shown what comes from now on', async () => {
  const { feed, joined, append, readOn } = replica({ length: 5, read: 5 });
  const { client, told } = latecomer(undefined, joined);
  await catchUp(feed, client);
  append();
  readOn();
  expect(told).toEqual(['hello 1000-5', '1000-6']);
});

test('a client that was away is shown what it missed in pages, and what comes meanwhile, once and in order', async () => {
  for (let every = 1; every <= 7; every += 1) {
    const { feed, joined, append, readOn } = replica({ length: 20, read: 20 });
    const { client, told } = latecomer('1000-4', joined);
    const caughtUp = catchUp(feed, client);
    for (let count = 0; count < 60; count += 1) {
      if (count % every === 0) append();
      if (count % 3 !== 0) readOn();
      await turn();
    }
    await caughtUp;
    for (let count = 0; count < 100; count += 1) readOn();
    expect(told[0]).toBe('hello 1000-4');
    expect(told.slice(1)).toEqual(places(5, 20 + Math.ceil(60 / every)));
  }
});

test('a client that comes from a replica that had read on is not shown the same again', async () => {
  const { feed, joined, append, readOn } = replica({ length: 9, read: 6 });
  const { client, told } = latecomer('1000-8', joined);
  const caughtUp = catchUp(feed, client);
  await turn();
  expect(told).toEqual([]);
  for (let count = 0; count < 3; count += 1) readOn();
  await caughtUp;
  append();
  readOn();
  expect(told).toEqual(['hello 1000-8', '1000-9', '1000-10']);
});

test('a position that is not kept, or that goes while a slow client catches up, means: fetch the list again', async () => {
  const { feed, joined, state } = replica({ length: 30, read: 30, lost: 10 });
  const stale = latecomer('1000-7', joined);
  await catchUp(feed, stale.client);
  expect(stale.told).toEqual(['hello 1000-30', 'resync']);

  const slow = latecomer('1000-11', joined);
  const caughtUp = catchUp(feed, slow.client);
  while (slow.told.length < 4) await turn();
  state.lost = 25;
  await caughtUp;
  expect(slow.told).toEqual(['hello 1000-11', ...places(12, 14), 'resync']);
  expect(joined).toHaveLength(2);
});

test('a client that leaves while it catches up is shown nothing more and does not join', async () => {
  const { feed, joined } = replica({ length: 30, read: 30 });
  const { client, told, state } = latecomer('1000-1', joined);
  const caughtUp = catchUp(feed, client);
  while (told.length < 3) await turn();
  state.gone = true;
  await caughtUp;
  expect(told.length).toBeLessThan(5);
  expect(joined).toEqual([]);
});
