import { expect, it } from 'vitest';
import { aCall, anOrder, SEEN } from './fixtures.test-data.ts';
import { checkPlacedOnce } from './placed-once.ts';

const ok = aCall({}, { orders: [SEEN] });
const refused = aCall({}, { phase: 'fail', status: 409, code: 'ORDER_LIMIT_REACHED' });
const unknown = aCall({}, { phase: 'info', status: undefined });
const faults = (...world: Parameters<typeof checkPlacedOnce>) => checkPlacedOnce(...world).violations;

it('holds when the answered order is there once, the refused not, and the unknown at most once', () => {
  expect(faults([unknown, ok, ok], [anOrder()])).toEqual([]);
  expect(faults([refused], [])).toEqual([]);
  expect(faults([unknown], [])).toEqual([]);
  expect(faults([unknown], [anOrder()])).toEqual([]);
  expect(faults([unknown, aCall({}, { phase: 'fail', code: 'REQUEST_IN_PROGRESS' })], [anOrder()])).toEqual([]);
});

it('is broken by an order that is lost, doubled, refused and there, or another one than was answered', () => {
  expect(faults([ok], [])).toEqual(['asha k1: answered and not there (o1)']);
  expect(faults([unknown], [anOrder(), anOrder({ id: 'o2' })])).toEqual(['asha k1: stored 2 times (o1, o2)']);
  expect(faults([refused], [anOrder()])).toEqual(['asha k1: refused and there all the same (o1)']);
  expect(faults([ok, aCall({}, { orders: [{ ...SEEN, id: 'o2' }] })], [anOrder()])).toEqual([
    'asha k1: answered with 2 orders (o1, o2)',
    'asha k1: answered o2, stored o1',
  ]);
});

it('tells the same key of two people apart', () => {
  expect(faults([ok, aCall({ userId: 'dev' }, { phase: 'fail' })], [anOrder()])).toEqual([]);
});
