import { expect, test } from 'vitest';
import { type ConnectionEvent, type ConnectionState, nextState } from './connection-state.ts';

const after = (...events: [ConnectionEvent, number][]) =>
  events.reduce<ConnectionState>((state, [event, at]) => nextState(state, event, at), { kind: 'connecting' });

test('a screen is live from the greeting on, and not before', () => {
  expect(after(['heard', 1])).toEqual({ kind: 'connecting' });
  expect(after(['greeted', 2])).toEqual({ kind: 'live', heardAt: 2 });
});

test('after a loss it shows what was true when it last heard anything, until it is greeted again', () => {
  const lost = { kind: 'reconnecting', since: 5, sameConnection: false };
  expect(after(['greeted', 2], ['heard', 5], ['lost', 9])).toEqual(lost);
  expect(after(['greeted', 2], ['heard', 5], ['lost', 9], ['heard', 10])).toEqual(lost);
  expect(after(['greeted', 2], ['lost', 9], ['greeted', 12])).toEqual({ kind: 'live', heardAt: 12 });
});

test('silence longer than a ping is doubt, even when the connection looks open', () => {
  expect(after(['greeted', 0], ['tick', 20_000])).toEqual({ kind: 'live', heardAt: 0 });
  expect(after(['greeted', 0], ['heard', 10_000], ['tick', 25_000])).toEqual({ kind: 'live', heardAt: 10_000 });
  expect(after(['greeted', 0], ['tick', 20_001])).toMatchObject({ kind: 'reconnecting', since: 0 });
});

test('the same connection speaking again ends the doubt; a lost one has to greet first', () => {
  const doubts: ConnectionEvent[] = ['tick', 'doubted'];
  for (const doubt of doubts) {
    expect(after(['greeted', 0], [doubt, 30_000], ['heard', 31_000])).toEqual({ kind: 'live', heardAt: 31_000 });
    expect(after(['greeted', 0], [doubt, 30_000], ['lost', 31_000], ['heard', 32_000])).toMatchObject({
      kind: 'reconnecting',
      since: 0,
    });
  }
});

test('a screen that never got through has nothing to show', () => {
  expect(after(['lost', 3])).toMatchObject({ kind: 'reconnecting', since: undefined });
});

test('a refusal is final until somebody connects again', () => {
  expect(after(['greeted', 1], ['refused', 2], ['heard', 3])).toEqual({ kind: 'refused' });
});

test('while the platform says that changes do not get through, no ping makes the screen live', () => {
  const stalled = { kind: 'stalled', since: 10_000 };
  expect(after(['greeted', 5_000], ['heard', 20_000], ['stalled', 21_000])).toEqual(stalled);
  expect(after(['greeted', 20_000], ['stalled', 21_000], ['heard', 40_000], ['tick', 90_000])).toEqual(stalled);
  expect(after(['greeted', 20_000], ['stalled', 21_000], ['flowing', 40_000])).toEqual({
    kind: 'live',
    heardAt: 40_000,
  });
  expect(after(['greeted', 20_000], ['stalled', 21_000], ['lost', 30_000])).toMatchObject({
    kind: 'reconnecting',
    since: 10_000,
  });
  expect(after(['greeted', 20_000], ['doubted', 21_000], ['stalled', 22_000], ['heard', 23_000])).toEqual(stalled);
});
