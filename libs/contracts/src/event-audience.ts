/**
 * Who must hear which event: the whole topology on one page. It is declared before any service publishes (`tools/src/topology.ts`),
 * because an event that is published before a queue is bound is lost for that queue without a trace. A test holds it against the
 * services' own lists of subscriptions.
 */
export const EVENT_AUDIENCE: Record<string, readonly string[]> = {
  'order.placed': ['payment', 'notification', 'reporting', 'realtime'],
  'order.confirmed': ['notification', 'reporting', 'realtime'],
  'order.status_changed': ['notification', 'reporting', 'realtime'],
  'order.cancelled': ['payment', 'notification', 'reporting', 'realtime'],
  'order.payment_changed': ['payment', 'notification', 'reporting', 'realtime'],
  'order.estimate_changed': ['notification', 'reporting', 'realtime'],
  'order.assignment_changed': ['reporting', 'realtime'],
  'order.acknowledged': ['notification', 'reporting', 'realtime'],
  'payment.created': ['ordering'],
  'payment.awaited': ['ordering'],
  'payment.captured': ['ordering'],
  'payment.refunded': ['ordering', 'notification', 'reporting'],
  'payment.closed': ['ordering'],
  'menu_item.changed': ['ordering', 'realtime'],
  'category.changed': ['ordering', 'realtime'],
  'staff.changed': ['ordering', 'notification'],
  'user.changed': ['ordering', 'notification'],
  'session.revoked': ['gateway', 'notification', 'realtime'],
  'config.changed': ['notification', 'realtime'],
  'audit.finished': ['reporting'],
  'dead_letter.discarded': ['reporting'],
};

/** Services that hear anything, and so have a queue and a dead-letter queue. */
export const HEARERS = [...new Set(Object.values(EVENT_AUDIENCE).flat())].sort();

/** The event types that a service hears. */
export function typesHeardBy(service: string): string[] {
  return Object.keys(EVENT_AUDIENCE).filter((type) => EVENT_AUDIENCE[type]?.includes(service));
}
