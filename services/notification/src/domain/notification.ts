import type { NotificationType } from '@campus/contracts/notifications-api';

/** What one person is to be told. */
export interface Message {
  recipientId: string;
  type: NotificationType;
  title: string;
  body: string;
  orderId: string;
  /** Handed to the app as it is: where a tap leads. */
  data: Record<string, string>;
}

/** A message that was kept: it stands in the person's inbox and goes to each of their devices. */
export interface Notification extends Message {
  id: string;
  eventId: string;
  createdAt: Date;
}
