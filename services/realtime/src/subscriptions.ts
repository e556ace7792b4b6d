import { configChanged } from '@campus/contracts/config-events';
import { categoryChanged, menuItemChanged } from '@campus/contracts/menu-events';
import { orderEvents } from '@campus/contracts/order-events';
import { sessionRevoked } from '@campus/contracts/people-events';
import { on } from '@campus/messaging/subscriptions';
import { onCategoryChanged } from './on-category-changed.ts';
import { onConfigChanged } from './on-config-changed.ts';
import { onMenuItemChanged } from './on-menu-item-changed.ts';
import { onOrderChanged } from './on-order-changed.ts';
import { onSessionRevoked } from './on-session-revoked.ts';

export const subscriptions = [
  ...orderEvents.map((kind) => on(kind, onOrderChanged)),
  on(menuItemChanged, onMenuItemChanged),
  on(categoryChanged, onCategoryChanged),
  on(configChanged, onConfigChanged),
  on(sessionRevoked, onSessionRevoked),
];
