import { get, type Route } from '@campus/http/routes';
import type { Logger } from '@campus/logger/logger';
import type { Response } from 'express';
import { catchUp } from './catch-up.ts';
import {
  beginStream,
  describeStream,
  endStream,
  entryEvent,
  helloEvent,
  isOver,
  resyncEvent,
  taken,
  writeTo,
} from './event-stream.ts';
import type { Feed } from './feed.ts';
import type { KitchenReaders } from './kitchen-readers.ts';
import type { Sessions } from './sessions.ts';

export interface KitchenStreamOptions {
  feed: Feed;
  readers: KitchenReaders;
  sessions: Sessions;
  /** After this time a reader is asked to come back: nothing else tells whether somebody still reads. */
  turnMs: number;
  logger: Logger;
}

/** `GET /api/v1/admin/orders/stream`: the kitchen's stream as server-sent events (S43). */
export function kitchenStreamRoute({ feed, readers, sessions, turnMs, logger }: KitchenStreamOptions): Route {
  return get(
    '/api/v1/admin/orders/stream',
    {
      may: ['kitchen', 'admin'],
      summary: 'Confirmed orders as they change, as server-sent events',
      mode: 'stream',
      headers: ['Last-Event-ID'],
      answersAs: ['text/event-stream'],
    },
    async ({ caller, request, response }) => {
      // Express sends HEAD here too: it takes no seat.
      if (request.method === 'HEAD') return describeStream(response);
      if (isOver(response)) return;
      const leave = await sessions.enter({ caller, end: (why) => endStream(response, why) });
      if (isOver(response)) return leave();
      response.once('close', leave);
      beginStream(response);
      limitTurn(response, { turnMs, leave });
      await catchUp(feed, {
        audience: 'kitchen',
        since: request.get('last-event-id') || undefined,
        hello: (position) => writeTo(response, helloEvent(position)),
        resync: (position) => writeTo(response, resyncEvent(position)),
        show: (entry) => writeTo(response, entryEvent(entry)),
        join: () => readers.join(response),
        taken: () => taken(response),
        gone: () => isOver(response),
      }).catch((error: unknown) => {
        logger.warn({ err: error }, 'an event stream could not catch up');
        response.destroy();
      });
    },
  );
}

/** A reader that vanished without a word never closes its connection: its seat is free when its turn is over, whatever becomes of that. */
function limitTurn(response: Response, { turnMs, leave }: { turnMs: number; leave(): void }): void {
  const turn = setTimeout(() => {
    leave();
    endStream(response, 'turn');
  }, turnMs);
  response.once('close', () => clearTimeout(turn));
}
