import { auditFinished, deadLetterDiscarded } from '@campus/contracts/operation-events';
import { orderEvents } from '@campus/contracts/order-events';
import { paymentRefunded } from '@campus/contracts/payment-events';
import { expect, test } from 'vitest';
import { subscriptions } from './subscriptions.ts';

const kinds = [...orderEvents, paymentRefunded, auditFinished, deadLetterDiscarded];

test('reporting hears all order events, refunds and what operators did, and nothing else', () => {
  expect(subscriptions.map(({ type }) => type).sort()).toEqual(kinds.map(({ type }) => type).sort());
});

test.each(kinds)('the example of $type in the contracts is understood', (kind) => {
  expect(kind.data.parse(kind.example)).toEqual(kind.example);
});
