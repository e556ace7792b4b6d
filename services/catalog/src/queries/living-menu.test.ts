import { createLogger } from '@campus/logger/logger';
import { beforeEach, expect, test } from 'vitest';
import { createLivingMenu } from './living-menu.ts';

// A database of one number on a clock that stands still unless it is moved.
const world = { clock: 0, committed: 1, revisions: 0, reads: 0, latencyMs: 0, failure: undefined as Error | undefined };
const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

beforeEach(() => {
  Object.assign(world, { clock: 10_000, committed: 1, revisions: 0, reads: 0, latencyMs: 0, failure: undefined });
});

async function statement(): Promise<number> {
  if (world.failure) throw world.failure;
  const seen = world.committed;
  await undefined;
  world.clock += world.latencyMs;
  return seen;
}

const newMenu = () =>
  createLivingMenu({
    now: () => world.clock,
    revision() {
      world.revisions += 1;
      return statement();
    },
    async read() {
      world.reads += 1;
      return { revision: await statement(), categories: [], entries: [], byId: new Map() };
    },
    logger: createLogger({ service: 'test', level: 'silent' }),
  });

const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await undefined;
};

async function seen(menu: ReturnType<typeof newMenu>) {
  const { menu: known, staleMs } = await menu.current();
  await settled();
  return staleMs === undefined ? known.revision : `${known.revision}, ${staleMs} ms old`;
}

test('thousands of questions in a second cost five statements, and none while nobody asks', async () => {
  const menu = newMenu();
  await seen(menu);
  for (let ms = 1; ms <= 1_000; ms += 1) {
    world.clock += 1;
    for (let times = 0; times < 3; times += 1) expect(await seen(menu)).toBe(1);
  }
  expect(world.reads).toBe(1);
  expect(world.revisions).toBeLessThanOrEqual(4);
  world.clock += 3_600_000;
  await settled();
  expect(world.revisions).toBeLessThanOrEqual(4);
});

test.each([1, 100, 249, 250, 251, 400, 499, 500, 501, 900, 5_000])(
  'a change that others commit %i ms before a question is seen, unless it is younger than half a second',
  async (ms) => {
    const menu = newMenu();
    await seen(menu);
    world.committed = 2;
    world.clock += ms;
    const first = await seen(menu);
    if (ms > 500) expect(first).toBe(2);
    expect(await seen(menu)).toBe(ms >= 250 ? 2 : 1);
    world.clock += 501 - Math.min(ms, 500);
    expect(await seen(menu)).toBe(2);
  },
);

test('a slow statement counts from when it was sent', async () => {
  const menu = newMenu();
  world.latencyMs = 400;
  const asked = menu.current();
  await Promise.resolve();
  world.committed = 2;
  expect((await asked).menu.revision).toBe(1);
  world.clock += 101;
  expect(await seen(menu)).toBe(2);
});

test('an own commit is seen at once, also by a question that finds an older statement on its way', async () => {
  const menu = newMenu();
  await seen(menu);
  world.clock += 300;
  void menu.current();
  world.clock += 1;
  world.committed = 2;
  menu.expire();
  expect(await seen(menu)).toBe(2);
  world.committed = 3;
  menu.expire();
  expect(await seen(menu)).toBe(3);
});

test('staff always see what was committed before they asked', async () => {
  const menu = newMenu();
  await seen(menu);
  world.committed = 2;
  world.clock += 1;
  expect((await menu.latest()).revision).toBe(2);
});

test('while the database is away the last known menu is shown with its age, for ten minutes, without hammering', async () => {
  const menu = newMenu();
  await seen(menu);
  world.failure = away;
  world.clock += 499;
  expect(await seen(menu)).toBe(1);
  world.clock += 2;
  expect(await seen(menu)).toBe('1, 501 ms old');
  const tried = world.revisions;
  for (let ms = 0; ms < 1_000; ms += 10) {
    world.clock += 10;
    expect(await seen(menu)).toContain('ms old');
  }
  expect(world.revisions - tried).toBeLessThanOrEqual(4);
  await expect(menu.latest()).rejects.toBe(away);
  expect(menu.isKnown()).toBe(true);
  world.clock += 10 * 60_000;
  expect(menu.isKnown()).toBe(false);
  await expect(menu.current()).rejects.toBe(away);
});

test('when the database is back, so is what it says', async () => {
  const menu = newMenu();
  await seen(menu);
  world.failure = away;
  world.clock += 600;
  expect(await seen(menu)).toBe('1, 600 ms old');
  Object.assign(world, { failure: undefined, committed: 2 });
  world.clock += 250;
  await seen(menu);
  expect(await seen(menu)).toBe(2);
});

test('a menu that was never read is no answer, and a fault of ours is no absence', async () => {
  const menu = newMenu();
  world.failure = away;
  await expect(menu.current()).rejects.toBe(away);
  world.failure = undefined;
  await seen(menu);
  const fault = new Error('column does not exist');
  world.failure = fault;
  world.clock += 600;
  await expect(menu.current()).rejects.toBe(fault);
});
