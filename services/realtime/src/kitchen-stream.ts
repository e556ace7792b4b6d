import { get, type Route } from '@campus/http/routes';
import type { Logger } from '@campus/logger/logger';
import { catchUp } from './catch-up.ts';
import { beginStream, endStream, entryEvent, helloEvent, isOver, resyncEvent, taken, writeTo } from './event-stream.ts';
import type { Feed } from './feed.ts';
import type { KitchenReaders } from './kitchen-readers.ts';
import type { Sessions } from './sessions.ts';

export interface KitchenStreamOptions {
  feed: Feed;
  readers: KitchenReaders;
  sessions: Sessions;
  logger: Logger;
}

/** `GET /api/v1/admin/orders/stream`: the kitchen's stream as server-sent events (S43). */
export function kitchenStreamRoute({ feed, readers, sessions, logger }: KitchenStreamOptions): Route {
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
      if (isOver(response)) return;
      const leave = await sessions.enter({ caller, end: (why) => endStream(response, why) });
      if (isOver(response)) return leave();
      response.once('close', leave);
      beginStream(response);
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
