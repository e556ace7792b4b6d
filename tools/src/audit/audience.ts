/** The services that remember in a database what they heard. */
export const INBOXES = ['ordering', 'payment', 'notification', 'reporting'] as const;
