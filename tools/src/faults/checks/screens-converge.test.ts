import { expect, it } from 'vitest';
import type { Frame } from '../people/screens.ts';
import { anOrder } from './fixtures.test-data.ts';
import { strayScreens } from './screens-converge.ts';

const frame = (version: number, connection = 1): Frame => ({
  at: 0,
  orderId: 'o1',
  version,
  status: version === 3 ? 'ready' : 'received',
  connection,
});
const order = anOrder({ version: 3, status: 'ready' });
const world = {
  screens: [
    { orderId: 'o1', userId: 'asha', frames: [frame(1), frame(3)], isOver: false, isLeft: false, refusals: [] },
  ],
  kitchen: [frame(1), frame(3)],
  orders: [order],
  confirmed: new Set(['o1']),
  unreadable: [],
};

it('holds when every screen ends where the database is', () => {
  expect(strayScreens(world)).toEqual([]);
  const again = [
    {
      orderId: 'o1',
      userId: 'asha',
      frames: [frame(2), frame(2, 2), frame(3, 2)],
      isOver: true,
      isLeft: false,
      refusals: [],
    },
  ];
  expect(strayScreens({ ...world, screens: again })).toEqual([]);
});

it('lets cards cross in the kitchen, and money move after an order is over', () => {
  expect(strayScreens({ ...world, kitchen: [frame(3), frame(1)] })).toEqual([]);
  const over = { orderId: 'o1', userId: 'asha', frames: [frame(3)], isOver: true, isLeft: false, refusals: [] };
  expect(strayScreens({ ...world, kitchen: [frame(5)], screens: [over], orders: [{ ...order, version: 5 }] })).toEqual(
    [],
  );
  expect(
    strayScreens({
      ...world,
      kitchen: [frame(5)],
      screens: [{ ...over, isOver: false, isLeft: false, refusals: [] }],
      orders: [{ ...order, version: 5 }],
    }),
  ).toHaveLength(1);
});

it('asks nothing of a screen that its customer has left, but that it did not go back', () => {
  const left = { orderId: 'o1', userId: 'asha', frames: [frame(1)], isOver: false, isLeft: true, refusals: [] };
  expect(strayScreens({ ...world, screens: [left] })).toEqual([]);
  expect(strayScreens({ ...world, screens: [{ ...left, frames: [frame(2), frame(1)] }] })).toHaveLength(1);
});

it('is broken by a screen that stays behind, goes back, is empty, or breaks the contract', () => {
  const screen = (frames: Frame[]) => [
    { orderId: 'o1', userId: 'asha', frames, isOver: false, isLeft: false, refusals: [] },
  ];
  expect(strayScreens({ ...world, screens: screen([frame(1)]) })).toEqual([
    'the screen of o1 ends with received (version 1), stored is ready (3)',
  ]);
  expect(strayScreens({ ...world, screens: screen([frame(2), frame(1), frame(3)]) })).toEqual([
    'the screen of o1 went from version 2 to 1',
  ]);
  expect(strayScreens({ ...world, screens: screen([frame(2), frame(1, 2), frame(3, 2)]) })).toHaveLength(1);
  expect(strayScreens({ ...world, screens: screen([]) })).toEqual(['the screen of o1 stayed empty']);
  expect(strayScreens({ ...world, kitchen: [frame(1)] })).toEqual([
    "the kitchen's screen ends with version 1 of o1, stored is 3",
  ]);
  expect(strayScreens({ ...world, unreadable: ['x'] })).toEqual(['a frame that breaks its contract: x']);
});
