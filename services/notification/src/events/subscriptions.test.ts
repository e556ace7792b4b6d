import { configChanged } from '@campus/contracts/config-events';
import { orderAssignmentChanged, orderEvents } from '@campus/contracts/order-events';
import { paymentRefunded } from '@campus/contracts/payment-events';
import { sessionRevoked, staffChanged, userChanged } from '@campus/contracts/people-events';
import { expect, test } from 'vitest';
import { subscriptions } from './subscriptions.ts';

const told = orderEvents.filter((kind) => kind.type !== orderAssignmentChanged.type);
const kinds = [...told, paymentRefunded, configChanged, staffChanged, userChanged, sessionRevoked];

test('notification hears what happens to orders, money and people, and nothing else', () => {
  expect(subscriptions.map(({ type }) => type).sort()).toEqual(kinds.map(({ type }) => type).sort());
});

test.each(kinds)('the example of $type in the contracts is understood', (kind) => {
  expect(kind.data.parse(kind.example)).toEqual(kind.example);
});
