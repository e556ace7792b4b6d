import type { CloudEvent } from '@campus/contracts/event';
import { orderEvents, orderPlaced } from '@campus/contracts/order-events';
import { expect, test } from 'vitest';
import { orderResidue } from './order-residue.ts';

const { order, change } = orderPlaced.example;

/** What remains, of an event that can be read. */
function remainsOf(of: Parameters<typeof event>[0], envelope: Partial<CloudEvent> = {}): CloudEvent | undefined {
  const remains = orderResidue(event(of, envelope), newest);
  if (remains === 'unreadable') throw new Error('the event cannot be read');
  return remains;
}

function event(of: { order?: object; change?: object }, envelope: Partial<CloudEvent> = {}): CloudEvent {
  return {
    specversion: '1.0',
    id: '0195a000-0000-7000-8000-0000000000aa',
    source: '/ordering',
    type: 'order.placed',
    subject: 'order/1',
    time: change.at,
    datacontenttype: 'application/json',
    aggregatetype: 'order',
    aggregateid: order.id,
    aggregateversion: 1,
    data: { order: { ...order, ...of.order }, change: { ...change, ...of.change } },
    ...envelope,
  };
}

const newest = { isNewest: true };
const superseded = { isNewest: false };
const givenBack = { order: { payment_method: 'cash', payment_status: 'refunded' }, change: { to: 'refunded' } };

test('the newest state of an order remains, and the moment its cash was given back', () => {
  expect(orderResidue(event({}), newest)).toBeDefined();
  expect(orderResidue(event({}), superseded)).toBeUndefined();
  expect(orderResidue(event(givenBack), superseded)).toBeDefined();
});

test('a later version that still says refunded does not remain for that', () => {
  expect(orderResidue(event({ ...givenBack, change: { to: 'acknowledged' } }), superseded)).toBeUndefined();
  expect(
    orderResidue(event({ ...givenBack, order: { ...givenBack.order, payment_method: 'upi' } }), superseded),
  ).toBeUndefined();
});

test('nothing remains of what is no order, and an order that cannot be read is not thrown away', () => {
  expect(orderResidue(event({}, { aggregatetype: 'config' }), newest)).toBeUndefined();
  expect(orderResidue(event({ order: { total_paise: 'much' } }), superseded)).toBe('unreadable');
});

test.each(orderEvents)('what remains of $type can still be read', ({ type, data, example }) => {
  const remains = remainsOf({}, { type, data: example });
  expect(data.safeParse(remains?.data).success).toBe(true);
});

test('what remains names no person', () => {
  const person = '0195a000-0000-7000-8000-00000000beef';
  const remains = remainsOf({
    order: {
      user_id: person,
      customer_name: 'Asha Beef',
      delivery_address: 'Beef house 7',
      special_instructions: 'ring for Beef',
      assignment: {
        staff_id: person,
        staff_name: 'Beef',
        status: 'failed',
        assigned_at: change.at,
        delivered_at: null,
        failure_reason: 'Beef was away',
      },
    },
    change: { by: { role: 'consumer', id: person } },
  });
  expect(JSON.stringify(remains)).not.toMatch(/beef/i);
  expect(remains?.data).toMatchObject({ order: { id: order.id, total_paise: order.total_paise, items: order.items } });
});
