/** A list of the API, as a page asks for it. */
export interface List {
  who: 'student' | 'kitchen' | 'admin' | 'delivery';
  path: string;
}

/** Every list endpoint, with the filters that pages use. */
export const LISTS: List[] = [
  { who: 'student', path: '/api/v1/orders' },
  { who: 'student', path: '/api/v1/users/me/notifications' },
  { who: 'kitchen', path: '/api/v1/admin/orders?status=received' },
  { who: 'kitchen', path: '/api/v1/admin/orders?status=preparing' },
  { who: 'kitchen', path: '/api/v1/admin/orders?needs_delivery=true' },
  { who: 'admin', path: '/api/v1/admin/orders' },
  { who: 'admin', path: '/api/v1/admin/orders?include_unconfirmed=true' },
  { who: 'admin', path: '/api/v1/admin/orders?status=completed' },
  { who: 'admin', path: '/api/v1/admin/orders?status=cancelled' },
  { who: 'admin', path: '/api/v1/admin/orders?type=delivery' },
  { who: 'admin', path: '/api/v1/admin/orders?payment_status=refunded' },
  { who: 'admin', path: '/api/v1/admin/orders?payment_status=failed' },
  { who: 'admin', path: '/api/v1/admin/orders?from=DAY&to=DAY' },
  { who: 'admin', path: '/api/v1/admin/orders?search=ORD-DIGITS' },
  { who: 'admin', path: '/api/v1/admin/orders?search=asha%2042' },
  { who: 'admin', path: '/api/v1/admin/orders?search=nobody' },
  { who: 'admin', path: '/api/v1/admin/payments' },
  { who: 'admin', path: '/api/v1/admin/payments?needs_attention=true' },
  { who: 'admin', path: '/api/v1/admin/notifications' },
  { who: 'admin', path: '/api/v1/admin/notifications?state=sent' },
  { who: 'admin', path: '/api/v1/admin/notifications?state=failed' },
  { who: 'admin', path: '/api/v1/admin/config/changes' },
  { who: 'delivery', path: '/api/v1/delivery/orders' },
];

/** Sums over a range of days: they grow with what the range holds, so no bound is asked of them. */
export const REPORTS: List[] = ['daily-sales', 'item-performance', 'order-volume'].map((name) => ({
  who: 'admin',
  path: `/api/v1/admin/reports/${name}`,
}));

/** The path with a day of the past in the places that ask for one. */
export function pathOn(list: List, day: string): string {
  return list.path.replaceAll('DAY', day).replace('DIGITS', day.replaceAll('-', ''));
}
