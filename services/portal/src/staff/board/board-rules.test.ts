import type { OrderView } from '@campus/contracts/order-state';
import { expect, test } from 'vitest';
import { offUntil, startOfTomorrow } from '../../app/off-until.ts';
import { alarming, alarmOf } from './alarming-orders.ts';
import { columnsOf, isOnBoard } from './board-columns.ts';
import { dayTotals } from './day-totals.ts';
import { cashDue, nextStep, shortNumber } from './next-step.ts';
import { clockText, urgencyOf } from './ticket-urgency.ts';

const noon = Date.parse('2026-02-13T06:30:00Z');
const at = (minutes: number) => new Date(noon + minutes * 60_000).toISOString();
const order = (fields: Partial<OrderView> = {}) =>
  ({
    id: 'a',
    order_number: 'ORD-20260213-042',
    status: 'received',
    order_type: 'pickup',
    payment_method: 'upi',
    payment_status: 'paid',
    total: 120,
    confirmed_at: at(0),
    created_at: at(0),
    updated_at: at(0),
    acknowledged_at: null,
    estimated_ready_time: null,
    assignment: null,
    items: [],
    ...fields,
  }) as OrderView;

test('the board shows what is confirmed and open, and what was cancelled until it was seen', () => {
  expect(isOnBoard(order())).toBe(true);
  expect(isOnBoard(order({ confirmed_at: null }))).toBe(false);
  expect(isOnBoard(order({ status: 'completed' }))).toBe(false);
  expect(isOnBoard(order({ status: 'cancelled' }))).toBe(true);
  expect(isOnBoard(order({ status: 'cancelled', acknowledged_at: at(1) }))).toBe(false);
});

test('each column has the oldest ticket first, cancelled ones before all', () => {
  const columns = columnsOf([
    order({ id: 'later', confirmed_at: at(2) }),
    order({ id: 'first', confirmed_at: at(1) }),
    order({ id: 'gone', status: 'cancelled', confirmed_at: at(3) }),
    order({ id: 'out', status: 'out_for_delivery' }),
  ]);
  expect(columns.new.map(({ id }) => id)).toEqual(['gone', 'first', 'later']);
  expect(columns.out.map(({ id }) => id)).toEqual(['out']);
});

test('an order rings while it is new or cancelled and nobody has seen it', () => {
  expect(alarmOf(order())).toBe('new');
  expect(alarmOf(order({ acknowledged_at: at(1) }))).toBeUndefined();
  expect(alarmOf(order({ status: 'preparing' }))).toBeUndefined();
  expect(alarming([order(), order({ status: 'cancelled' })])).toMatchObject({ new: [{}], cancelled: [{}] });
});

test('a timer turns amber and red by the estimate, before it by the age of the order', () => {
  const cooking = order({ status: 'preparing', estimated_ready_time: at(12) });
  expect([0, 8, 9, 11.9, 12].map((minutes) => urgencyOf(cooking, noon + minutes * 60_000))).toEqual([
    'calm',
    'calm',
    'soon',
    'soon',
    'late',
  ]);
  expect([2.9, 3, 6].map((minutes) => urgencyOf(order(), noon + minutes * 60_000))).toEqual(['calm', 'soon', 'late']);
  const waiting = order({ status: 'ready' });
  expect([9, 10, 20].map((minutes) => urgencyOf(waiting, noon + minutes * 60_000))).toEqual(['calm', 'soon', 'late']);
  expect([clockText(425_900), clockText(3_729_000)]).toEqual(['7:05', '1:02:09']);
});

test('the totals of the day count what is still to be cooked', () => {
  const line = (id: string, quantity: number) => ({ menu_item_id: id, item_name: id, is_veg: true, quantity });
  const totals = dayTotals([
    order({ items: [line('dosa', 2), line('idli', 1)] as OrderView['items'] }),
    order({ status: 'preparing', items: [line('idli', 4)] as OrderView['items'] }),
    order({ status: 'ready', items: [line('dosa', 9)] as OrderView['items'] }),
  ]);
  expect(totals.map(({ id, waiting, cooking }) => [id, waiting, cooking])).toEqual([
    ['idli', 1, 4],
    ['dosa', 2, 0],
  ]);
});

test('one tap is the next step that the kitchen may take', () => {
  expect(nextStep(order())).toEqual({ kind: 'step', to: 'preparing' });
  expect(nextStep(order({ status: 'ready' }))).toEqual({ kind: 'step', to: 'completed' });
  const cash = order({ status: 'ready', payment_method: 'cash', payment_status: 'pending' });
  expect([nextStep(cash), cashDue(cash)]).toEqual([{ kind: 'cash' }, 120]);
  const delivery = order({ status: 'ready', order_type: 'delivery' });
  expect(nextStep(delivery)).toEqual({ kind: 'none' });
  const assigned = { status: 'assigned' } as OrderView['assignment'];
  expect(nextStep({ ...delivery, assignment: assigned })).toEqual({ kind: 'step', to: 'out_for_delivery' });
  expect(nextStep(order({ status: 'out_for_delivery' }))).toEqual({ kind: 'none' });
  expect(shortNumber(order())).toBe('042');
});

test('a dish comes back after an hour, with the end of the slot, or when the next day begins here', () => {
  const state = { now: noon, timeZone: 'Asia/Kolkata', slotEndsAt: at(90) };
  expect(offUntil('hour', state)).toBe(at(60));
  expect(offUntil('slot', state)).toBe(at(90));
  expect(offUntil('slot', { ...state, slotEndsAt: undefined })).toBeUndefined();
  expect(offUntil('tomorrow', state)).toBe('2026-02-13T18:30:00.000Z');
  expect(startOfTomorrow(Date.parse('2026-03-28T12:00:00Z'), 'Europe/Berlin').toISOString()).toBe(
    '2026-03-28T23:00:00.000Z',
  );
  expect(startOfTomorrow(Date.parse('2026-03-29T12:00:00Z'), 'Europe/Berlin').toISOString()).toBe(
    '2026-03-29T22:00:00.000Z',
  );
});
