export type PublishFailureReason =
  /** No queue is bound for the message. */
  | 'returned'
  /** A queue did not take it. */
  | 'nacked'
  /** The client could not encode it, or the broker closed the channel over it. */
  | 'refused'
  /** No confirm in time: it may or may not be stored. */
  | 'timeout'
  /** The connection was lost or is not there: it may or may not be stored. */
  | 'disconnected'
  /** The broker has an alarm and takes no messages. Nothing was sent. */
  | 'blocked';

/** The broker has not confirmed a message. Whoever still holds the message may publish it again with the same id. */
export class PublishFailure extends Error {
  override name = 'PublishFailure';
  readonly reason: PublishFailureReason;

  constructor(reason: PublishFailureReason, messageId: string, cause?: unknown) {
    super(`Message ${messageId} was not confirmed: ${reason}.`, { cause });
    this.reason = reason;
  }
}

/** Whether the fault lies in this one message and not in the way to the broker. */
export function isRefusal(error: unknown): error is PublishFailure {
  return error instanceof PublishFailure && ['returned', 'nacked', 'refused'].includes(error.reason);
}
