import { randomUUID } from 'node:crypto';
import type { Platform } from './platform.ts';

interface Door {
  name: string;
  /** Of the service itself. */
  origin: string;
  /** A route that wants a token. */
  path: string;
}

const day = '2026-02-13';

/** One protected door of every service, to be tried directly and through the gateway. */
export function protectedDoors({ services }: Platform): Door[] {
  const doors = {
    auth: '/api/v1/users/me',
    catalog: '/api/v1/menu/categories',
    ordering: '/api/v1/orders',
    payment: `/api/v1/payments/orders/${randomUUID()}`,
    notification: '/api/v1/users/me/notifications',
    reporting: `/api/v1/admin/reports/daily-sales?from=${day}&to=${day}`,
    realtime: '/api/v1/admin/orders/stream',
  } as const;
  return Object.entries(doors).map(([name, path]) => ({
    name,
    path,
    origin: services[name as keyof typeof doors].url,
  }));
}
