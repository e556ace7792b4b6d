import { setTimeout as sleep } from 'node:timers/promises';
import { applicationDefault, initializeApp } from 'firebase-admin/app';
import { getMessaging } from 'firebase-admin/messaging';
import type { PushVerdict } from '../domain/push-verdict.ts';
import type { PushGateway } from '../use-cases/deliver-push.ts';
import { createFcmAgent } from './fcm-agent.ts';
import { fcmVerdict } from './fcm-failure.ts';
import { fcmMessage } from './fcm-message.ts';

export interface FcmOptions {
  projectId: string;
  /** Origin of a stand-in for FCM and Google's token endpoint; without one Google's own. */
  baseUrl?: string | undefined;
}

// The SDK repeats on its own, up to five requests of 15 s each.
const TIMEOUT_MS = 90_000;

/** Pushes by firebase-admin, one by one: `sendEach` ignores the agent (providers.md 2.4). */
export function createFcmGateway({ projectId, baseUrl }: FcmOptions): PushGateway {
  const agent = createFcmAgent(baseUrl);
  const app = initializeApp({ projectId, credential: applicationDefault(agent), httpAgent: agent });
  const messaging = getMessaging(app);
  return {
    send(push) {
      const sent = messaging.send(fcmMessage(push)).then((): PushVerdict => ({ kind: 'sent' }), fcmVerdict);
      return Promise.race([sent, late()]);
    },
  };
}

function late(): Promise<PushVerdict> {
  return sleep(TIMEOUT_MS, { kind: 'unavailable', code: 'timeout' }, { ref: false });
}
