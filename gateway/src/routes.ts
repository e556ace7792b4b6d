export type Service = 'auth' | 'catalog' | 'ordering' | 'payment' | 'notification' | 'reporting' | 'realtime';

export interface GatewayRoute {
  /** Itself and everything below it; `:word` stands for any one segment. */
  path: string;
  to: Service;
  may: 'public' | 'signed-in';
  /** `socket`: WebSocket upgrades only. `stream`: an answer without an end. */
  door?: 'socket' | 'stream';
  /** Bytes; 100 kB unless said. */
  bodyLimit?: number;
  /** Not counted: Razorpay's and Twilio's bursts come from few addresses (product.md section 9), and a menu is dozens of pictures at once. */
  unlimited?: boolean;
  /** What a read answers depends on its address and on `SHARED_BY` alone, never on who asks: asked once for all who wait for it now. */
  sameForAll?: boolean;
}

const IMAGE_LIMIT = 5 * 1024 * 1024 + 64 * 1024;
const WEBHOOK_LIMIT = 1_000_000;
const SMS_STATUS_LIMIT = 10_000;

/** What the world may reach, first match wins. Whatever is not here is 404: `/internal`, `/metrics` and probes among it. */
export const routes: readonly GatewayRoute[] = [
  { path: '/.well-known/jwks.json', to: 'auth', may: 'public' },
  { path: '/socket.io', to: 'realtime', may: 'public', door: 'socket' },
  { path: '/api/v1/ws/orders/:id', to: 'realtime', may: 'public', door: 'socket' },

  { path: '/api/v1/auth/logout', to: 'auth', may: 'signed-in' },
  { path: '/api/v1/auth', to: 'auth', may: 'public' },
  { path: '/api/v1/users/me/notifications', to: 'notification', may: 'signed-in' },
  { path: '/api/v1/users/device-token', to: 'notification', may: 'signed-in' },
  { path: '/api/v1/users/me', to: 'auth', may: 'signed-in' },
  {
    path: '/api/v1/notifications/sms-status',
    to: 'notification',
    may: 'public',
    bodyLimit: SMS_STATUS_LIMIT,
    unlimited: true,
  },
  { path: '/api/v1/menu/images', to: 'catalog', may: 'public', unlimited: true },
  { path: '/api/v1/menu', to: 'catalog', may: 'signed-in', sameForAll: true },
  { path: '/api/v1/restaurant', to: 'ordering', may: 'public' },
  { path: '/api/v1/orders', to: 'ordering', may: 'signed-in' },
  { path: '/api/v1/payments/webhook', to: 'payment', may: 'public', bodyLimit: WEBHOOK_LIMIT, unlimited: true },
  { path: '/api/v1/payments', to: 'payment', may: 'signed-in' },
  { path: '/api/v1/delivery', to: 'ordering', may: 'signed-in' },

  { path: '/api/v1/admin/auth/login', to: 'auth', may: 'public' },
  { path: '/api/v1/admin/staff', to: 'auth', may: 'signed-in' },
  { path: '/api/v1/admin/menu/items/:id/image', to: 'catalog', may: 'signed-in', bodyLimit: IMAGE_LIMIT },
  { path: '/api/v1/admin/menu/categories/:id/image', to: 'catalog', may: 'signed-in', bodyLimit: IMAGE_LIMIT },
  { path: '/api/v1/admin/menu', to: 'catalog', may: 'signed-in' },
  { path: '/api/v1/admin/orders/stream', to: 'realtime', may: 'signed-in', door: 'stream' },
  { path: '/api/v1/admin/orders/:id/refund', to: 'payment', may: 'signed-in' },
  { path: '/api/v1/admin/orders', to: 'ordering', may: 'signed-in' },
  { path: '/api/v1/admin/config', to: 'ordering', may: 'signed-in' },
  { path: '/api/v1/admin/pause', to: 'ordering', may: 'signed-in' },
  { path: '/api/v1/admin/payments', to: 'payment', may: 'signed-in' },
  { path: '/api/v1/admin/notifications', to: 'notification', may: 'signed-in' },
  { path: '/api/v1/admin/reports', to: 'reporting', may: 'signed-in' },
];
