import { sessionRevoked } from '@campus/contracts/people-events';
import { on } from '@campus/messaging/subscriptions';
import { onSessionRevoked } from './revocation-feed.ts';

export const subscriptions = [on(sessionRevoked, onSessionRevoked)];
