import { cloudEvent } from '@campus/contracts/event';
import { AppError } from '@campus/errors/app-error';
import type { ConsumeMessage } from 'amqplib';
import { generationOf } from './message-headers.ts';
import type { Subscription } from './subscriptions.ts';

/** A message that was understood: whose it is and what is to be done. */
export interface IncomingEvent<Work> {
  id: string;
  type: string;
  aggregateId: string;
  generation: number | undefined;
  handlerName: string;
  handle(work: Work): Promise<void>;
}

/** Parses envelope and data by schema. Throws an `AppError` of kind `invalid`, which no repetition can heal. */
export function readEvent<Work>(
  message: ConsumeMessage,
  subscriptions: readonly Subscription<Work>[],
): IncomingEvent<Work> {
  const envelope = parsed('UNREADABLE_ENVELOPE', () => cloudEvent.parse(JSON.parse(message.content.toString())));
  const subscription = subscriptions.find(({ type }) => type === envelope.type);
  if (!subscription) throw new AppError('invalid', 'UNKNOWN_EVENT', `Nothing here handles ${envelope.type}.`);
  return {
    id: envelope.id,
    type: envelope.type,
    aggregateId: envelope.aggregateid,
    generation: generationOf(message),
    handlerName: subscription.handlerName,
    handle: parsed('UNREADABLE_EVENT', () => subscription.bind(envelope)),
  };
}

function parsed<Result>(code: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid', code, `The message does not fit its schema: ${reason}`, { cause: error });
  }
}
