import type { OrderChange, OrderView } from '@campus/contracts/order-state';
import type { AdminPaymentView } from '@campus/contracts/payments-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whatHappened, whoDidIt } from './history-words.ts';
import { actionsOf } from './order-actions.ts';
import { filterCount, isLookedFor, ordersSearch } from './orders-search.ts';
import { paiseOf } from './paise-of.ts';
import { faultOf, refundableOf, rupeesOf } from './refund-draft.ts';
import { shownOrders } from './shown-orders.ts';

const order = (fields: Partial<OrderView> = {}) =>
  ({
    id: 'b',
    version: 1,
    order_number: 'ORD-20260213-042',
    customer_name: 'Asha Rao',
    status: 'received',
    order_type: 'pickup',
    payment_method: 'cash',
    payment_status: 'pending',
    business_day: '2026-02-13',
    total: 120,
    confirmed_at: '2026-02-13T06:30:00Z',
    assignment: null,
    ...fields,
  }) as OrderView;

test('an address of nonsense looks for nothing, a good one for what it says', () => {
  const nonsense = { search: { a: 1 }, status: 'lost', from: '2026-02-31', to: 'x', unconfirmed: 'yes', cursor: 'x' };
  expect(ordersSearch(nonsense)).toEqual({});
  const wanted = { search: 'Asha', status: 'ready', type: 'delivery', payment_status: 'paid', from: '2026-02-13' };
  expect(ordersSearch({ ...wanted, unconfirmed: true })).toEqual({ ...wanted, unconfirmed: true });
  expect(ordersSearch({ search: 42 })).toEqual({ search: '42' });
  expect(filterCount({ search: 'Asha', status: 'ready', from: undefined })).toBe(1);
});

test('an order that is heard of belongs by the rules of the server', () => {
  expect(isLookedFor(order(), {})).toBe(true);
  expect(isLookedFor(order({ confirmed_at: null }), {})).toBe(false);
  expect(isLookedFor(order({ confirmed_at: null }), { unconfirmed: true })).toBe(true);
  for (const search of ['ord-20260213', 'ASHA']) expect(isLookedFor(order(), { search })).toBe(true);
  for (const search of ['042', 'Rao']) expect(isLookedFor(order(), { search })).toBe(false);
  expect(isLookedFor(order(), { from: '2026-02-13', to: '2026-02-13' })).toBe(true);
  expect([isLookedFor(order(), { to: '2026-02-12' }), isLookedFor(order(), { status: 'ready' })]).toEqual([
    false,
    false,
  ]);
});

test('a paged list takes in what is newer, in its place, and keeps out what is on a page that was not fetched', () => {
  const fetched = { orders: [order({ id: 'd' }), order({ id: 'b' })], hasMore: true };
  const heard = new Map(
    [
      order({ id: 'a' }),
      order({ id: 'c' }),
      order({ id: 'd', status: 'ready', version: 2 }),
      order({ id: 'b', version: 0, status: 'ready' }),
    ].map((one) => [one.id, one]),
  );
  const ids = (wanted: Parameters<typeof isLookedFor>[1], hasMore = true) =>
    shownOrders({ ...fetched, hasMore }, heard, (one) => isLookedFor(one, wanted)).map(({ id }) => id);
  expect(ids({})).toEqual(['d', 'c', 'b']);
  expect(ids({}, false)).toEqual(['d', 'c', 'b', 'a']);
  expect(ids({ status: 'received' })).toEqual(['c', 'b']);
});

test('what can be done follows from state and role', () => {
  const can = (fields: Partial<OrderView>, role: 'admin' | 'kitchen' = 'admin') => [...actionsOf(order(fields), role)];
  expect(can({})).toEqual(['preparing', 'cash', 'estimate', 'cancel']);
  expect(can({ confirmed_at: null, payment_method: 'upi' })).toEqual(['cancel']);
  expect(can({ status: 'ready', payment_status: 'paid' }, 'kitchen')).toEqual(['completed', 'recall']);
  expect(can({ status: 'ready', payment_status: 'paid' })).toEqual(['completed', 'recall', 'cancel']);
  const delivery = { order_type: 'delivery', status: 'ready' } as const;
  const held = (status: string) => ({ ...delivery, assignment: { status } as OrderView['assignment'] });
  expect(can(delivery)).toEqual(['recall', 'cash', 'cancel', 'assign']);
  expect(can(held('assigned'))).toEqual(['out_for_delivery', 'recall', 'cash', 'cancel', 'reassign', 'unassign']);
  expect(can(held('assigned'), 'kitchen')).toEqual(['out_for_delivery', 'recall', 'cash']);
  expect(can({ ...held('picked_up'), status: 'out_for_delivery', payment_status: 'paid' })).toEqual([
    'completed',
    'cancel',
  ]);
  expect(can({ ...held('failed'), status: 'out_for_delivery' })).toEqual(['cash', 'cancel', 'assign']);
  for (const status of ['completed', 'cancelled'] as const) expect(can({ status, payment_status: 'paid' })).toEqual([]);
});

test('every kind of change has words, and who did it a name', () => {
  const change = (fields: object) =>
    ({ version: 1, at: '', by: { role: 'system', id: null }, ...fields }) as OrderChange;
  const told = (fields: object) => whatHappened(change(fields), (instant) => instant);
  expect(told({ type: 'status', from: 'ready', to: 'preparing' })).toBe('Back to the stove');
  expect(told({ type: 'status', from: 'received', to: 'preparing' })).toBe('Preparation started');
  expect(told({ type: 'payment', from: 'pending', to: 'pending' })).toBe('Waiting for the payment');
  expect(told({ type: 'payment', from: 'pending', to: 'paid', by: { role: 'kitchen', id: 'k' } })).toBe(
    'Cash received',
  );
  expect(told({ type: 'payment', from: 'failed', to: 'paid' })).toMatch(/^Money came after/);
  expect(told({ type: 'estimate', from: 'one', to: 'two' })).toBe('Ready time moved from one to two');
  expect(told({ type: 'assignment', from: null, to: 'assigned' })).toBe('Rider assigned');
  expect(told({ type: 'assignment', from: 'failed', to: 'assigned' })).toBe('Given to another rider');
  expect(told({ type: 'assignment', from: 'assigned', to: null })).toBe('Delivery taken back from the rider');
  const names = { customer: 'Asha', staff: new Map([['k', 'Ravi']]) };
  const who = (role: string, id: string | null) => whoDidIt(change({ by: { role, id } }), names);
  expect([who('consumer', 'c'), who('kitchen', 'k'), who('delivery', 'd'), who('system', null)]).toEqual([
    'Asha',
    'Ravi',
    'a rider',
    'the platform',
  ]);
});

test('an amount is read in exact paise, and anything else not at all', () => {
  expect(['120', '99.5', '8.35', ' 0.07 ', '1234567.89'].map(paiseOf)).toEqual([12_000, 9_950, 835, 7, 123_456_789]);
  for (const written of ['', '-1', '1,50', '1.234', '1e3', '0x10', '.5', '5.', '१'])
    expect([written, paiseOf(written)]).toEqual([written, undefined]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (paise) => {
      const written = (paise / 100).toFixed(2);
      expect([paiseOf(written), rupeesOf(written)]).toEqual([paise, paise / 100]);
      expect(String(rupeesOf(written))).toMatch(/^\d+(\.\d{1,2})?$/);
    }),
  );
});

test('a refund is at most what is left and at least a rupee, unless less is left', () => {
  expect(['60', '60.00', '1', '59.99'].map((written) => faultOf(written, 60))).toEqual(Array(4).fill(undefined));
  expect(faultOf('60.01', 60)).toBe('tooMuch');
  expect(faultOf('0.99', 60)).toBe('tooSmall');
  expect(faultOf('0.30', 0.3)).toBeUndefined();
  expect(['0', '0.00', 'all'].map((written) => faultOf(written, 60))).toEqual(Array(3).fill('notAnAmount'));
});

test('the payment that paid the order is refunded before others, and only what something is left of', () => {
  const attempts = [
    { gateway_payment_id: 'pay_twice', refundable: 60 },
    { gateway_payment_id: 'pay_gone', refundable: 0 },
    { gateway_payment_id: 'pay_own', refundable: 10 },
  ];
  const payment = { attempts, gateway_payment_id: 'pay_own' } as AdminPaymentView;
  expect(refundableOf(payment).map(({ gateway_payment_id: id }) => id)).toEqual(['pay_own', 'pay_twice']);
});
