import { configChanged } from '@campus/contracts/config-events';
import { menuItemChanged } from '@campus/contracts/menu-events';
import { orderEvents } from '@campus/contracts/order-events';
import { sessionRevoked } from '@campus/contracts/people-events';
import { expect, test } from 'vitest';
import { subscriptions } from './subscriptions.ts';

const kinds = [...orderEvents, menuItemChanged, configChanged, sessionRevoked];

test('realtime hears orders, dishes, settings and ended sessions, and nothing else', () => {
  expect(subscriptions.map(({ type }) => type).sort()).toEqual(kinds.map(({ type }) => type).sort());
});

test.each(kinds)('the example of $type in the contracts is understood', (kind) => {
  expect(kind.data.parse(kind.example)).toEqual(kind.example);
});
