import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationFault } from '@campus/config/read-config';
import { applicationDefault, initializeApp } from 'firebase-admin/app';
import { getMessaging, type Messaging } from 'firebase-admin/messaging';
import type { NotificationConfig } from '../config.ts';
import type { PushVerdict } from '../domain/push-verdict.ts';
import type { PushGateway } from '../use-cases/deliver-push.ts';
import { createFcmAgent } from './fcm-agent.ts';
import { fcmVerdict } from './fcm-failure.ts';
import { fcmMessage } from './fcm-message.ts';

/** `FCM_BASE_URL`: origin of a stand-in for FCM and Google's token endpoint; without one Google's own. */
type FcmConfig = Pick<NotificationConfig, 'FCM_PROJECT_ID' | 'FCM_BASE_URL' | 'PUBLIC_BASE_URL'>;

// The SDK gives FCM 15 s; fetching an access token comes on top.
const TIMEOUT_MS = 20_000;

/** Pushes by firebase-admin, one by one: `sendEach` ignores the agent (providers.md 2.4). */
export function createFcmGateway(config: FcmConfig): PushGateway {
  const { FCM_PROJECT_ID: projectId, PUBLIC_BASE_URL: origin } = config;
  const portalUrl = origin?.startsWith('https:') ? new URL('/kitchen', origin).href : undefined;
  const agent = createFcmAgent(config.FCM_BASE_URL);
  const app = initializeApp({ projectId, credential: applicationDefault(agent), httpAgent: agent });
  const messaging = getMessaging(app);
  askOnce(messaging);
  return {
    send(push) {
      const message = fcmMessage(push, { now: new Date(), portalUrl });
      const sent = messaging.send(message).then((): PushVerdict => ({ kind: 'sent' }), fcmVerdict);
      return Promise.race([sent, late()]);
    },
  };
}

/**
 * On its own the SDK asks up to five times when FCM is unavailable, and keeps its caller waiting meanwhile: an attempt would
 * be five, and our retries wait in the broker. It has no option for that, but its client is reachable; a start fails if not.
 */
function askOnce(messaging: Messaging): void {
  const way = ['messagingRequestHandler', 'httpClient', 'retry'];
  const retry = way.reduce<unknown>((holder, name) => (isObject(holder) ? Reflect.get(holder, name) : null), messaging);
  if (!isObject(retry) || !Reflect.has(retry, 'maxRetries')) {
    throw new ConfigurationFault('firebase-admin has changed: its own retries cannot be switched off');
  }
  Reflect.set(retry, 'maxRetries', 0);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function late(): Promise<PushVerdict> {
  return sleep(TIMEOUT_MS, { kind: 'unavailable', code: 'timeout' }, { ref: false });
}
