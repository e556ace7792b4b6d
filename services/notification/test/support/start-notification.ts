import { randomBytes, randomUUID } from 'node:crypto';
import type { DeviceTokenView, NotificationView } from '@campus/contracts/notifications-api';
import { type OrderEvent, orderConfirmed } from '@campus/contracts/order-events';
import type { OrderChange, OrderState } from '@campus/contracts/order-state';
import { staffChanged } from '@campus/contracts/people-events';
import { freshVhost, publishEvent } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { freePort, startProcess } from '@campus/testing/process';
import { createTokenIssuer, type TokenClaims } from '@campus/testing/tokens';
import { startSandbox } from './sandbox.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const MAIN = new URL('../../src/main.ts', import.meta.url);

/**
 * The service with its own database, broker and providers, and the words the stories are told in; `via` puts something between it
 * and the database.
 */
export async function startNotification(
  overrides: Record<string, string> = {},
  via: (databaseUrl: string) => Promise<string> = async (url) => url,
) {
  const transportKey = randomBytes(32);
  const [database, brokerUrl, issuer, sandbox] = await Promise.all([
    freshDatabase('notification', MIGRATIONS),
    freshVhost(),
    createTokenIssuer(),
    startSandbox(),
  ]);
  const port = await freePort();
  const publicBaseUrl = `http://127.0.0.1:${port}`;
  const service = await startProcess(MAIN, {
    PORT: String(port),
    PUBLIC_BASE_URL: publicBaseUrl,
    DATABASE_URL: await via(database.url),
    RABBITMQ_URL: brokerUrl,
    OTP_TRANSPORT_KEY: transportKey.toString('base64'),
    TWILIO_FROM: '+15005550006',
    TWILIO_BASE_URL: sandbox.url,
    MSG91_TEMPLATE_ID: 'template-1',
    MSG91_BASE_URL: sandbox.url,
    FCM_BASE_URL: sandbox.url,
    PUSH_RETRY_SECONDS: '1,1,1',
    ...issuer.environment,
    ...sandbox.environment,
    ...overrides,
  });
  const person = (claims: TokenClaims) =>
    signedIn(service.url, issuer.sign({ userId: randomUUID(), ...claims }), claims);
  return {
    service,
    sandbox,
    brokerUrl,
    transportKey,
    db: database.db,
    person,
    /** What waits for a minute or for its lease to end waits no more. */
    minuteLater: () =>
      database
        .db('push_deliveries')
        .where({ status: 'pending' })
        .update({ next_attempt_at: new Date(), wake_up_at: new Date() }),
    ...publishing(brokerUrl),
  };
}

interface AnswerBody {
  notification: NotificationView;
  notifications: NotificationView[];
  unread: number;
  next_cursor: string | null;
  device_token: DeviceTokenView;
  error: { code: string };
}

function signedIn(url: string, accessToken: string, claims: TokenClaims) {
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text || '{}') as AnswerBody };
  };
  return {
    id: String(claims.userId),
    register: (token: string, platform = 'android') => call('POST', '/users/device-token', { token, platform }),
    unregister: (token: string) => call('DELETE', '/users/device-token', { token }),
    inbox: (query = '') => call('GET', `/users/me/notifications${query}`),
    read: (id: string) => call('POST', `/users/me/notifications/${id}/read`),
    readAll: (body?: object) => call('POST', '/users/me/notifications/read', body),
    call,
  };
}

function publishing(brokerUrl: string) {
  return {
    publishOrder(
      kind: OrderEvent,
      order: Partial<OrderState>,
      more: { change?: Partial<OrderChange>; id?: string } = {},
    ) {
      const { change, id } = more;
      const data = { order: { ...kind.example.order, ...order }, change: { ...kind.example.change, ...change } };
      return publishEvent(brokerUrl, kind, { aggregateId: data.order.id, data, ...(id && { id }) });
    },
    /** A fresh order of this customer was confirmed: one notification, whatever else. */
    confirmOrderOf(userId: string, id?: string) {
      const order = { id: randomUUID(), user_id: userId };
      return this.publishOrder(orderConfirmed, order, id ? { id } : {});
    },
    publishStaff(staff: {
      id: string;
      role?: 'kitchen' | 'delivery' | 'admin';
      is_active?: boolean;
      version?: number;
    }) {
      const data = { staff: { ...staffChanged.example.staff, role: 'kitchen' as const, ...staff } };
      return publishEvent(brokerUrl, staffChanged, { aggregateId: staff.id, data });
    },
  };
}
