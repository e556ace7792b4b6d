import { configChanged } from '@campus/contracts/config-events';
import { categoryChanged, menuItemChanged } from '@campus/contracts/menu-events';
import { orderEvents } from '@campus/contracts/order-events';
import { sessionRevoked } from '@campus/contracts/people-events';
import { expect, test } from 'vitest';
import { subscriptions } from './subscriptions.ts';

const kinds = [...orderEvents, menuItemChanged, categoryChanged, configChanged, sessionRevoked];

test('realtime hears orders, dishes, categories, settings and ended sessions, and nothing else', () => {
  expect(subscriptions.map(({ type }) => type).sort()).toEqual(kinds.map(({ type }) => type).sort());
});

test.each(kinds)('the example of $type in the contracts is understood', (kind) => {
  expect(kind.data.parse(kind.example)).toEqual(kind.example);
});
