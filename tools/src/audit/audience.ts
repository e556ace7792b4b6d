/** Who must hear what (blueprint of the event flow), kept apart from the services' own lists so that the two can disagree. */
export const AUDIENCE: Record<string, string[]> = {
  'order.placed': ['payment', 'notification', 'reporting', 'realtime'],
  'order.confirmed': ['notification', 'reporting', 'realtime'],
  'order.status_changed': ['notification', 'reporting', 'realtime'],
  'order.cancelled': ['payment', 'notification', 'reporting', 'realtime'],
  'order.payment_changed': ['notification', 'reporting', 'realtime'],
  'order.estimate_changed': ['notification', 'reporting', 'realtime'],
  'order.assignment_changed': ['reporting', 'realtime'],
  'order.acknowledged': ['notification', 'reporting', 'realtime'],
  'payment.created': ['ordering'],
  'payment.captured': ['ordering'],
  'payment.refunded': ['ordering', 'notification', 'reporting'],
  'menu_item.changed': ['ordering', 'realtime'],
  'category.changed': ['ordering'],
  'staff.changed': ['ordering', 'notification'],
  'user.changed': ['ordering', 'notification'],
  'session.revoked': ['gateway', 'notification', 'realtime'],
  'config.changed': ['notification', 'realtime'],
};

/** Services that hear anything, and so have a queue and a dead-letter queue. */
export const HEARERS = [...new Set(Object.values(AUDIENCE).flat())].sort();

/** Those of them that remember in a database what they heard. */
export const INBOXES = ['ordering', 'payment', 'notification', 'reporting'] as const;

export function typesHeardBy(service: string): string[] {
  return Object.keys(AUDIENCE).filter((type) => AUDIENCE[type]?.includes(service));
}
