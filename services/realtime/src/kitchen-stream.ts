import { get, type Route } from '@campus/http/routes';
import type { Response } from 'express';
import { catchUp } from './catch-up.ts';
import type { Entry } from './entry.ts';
import type { Feed } from './feed.ts';
import type { Sessions } from './sessions.ts';

const HEARTBEAT_MS = 15_000;
const LARGEST_BACKLOG_BYTES = 1024 * 1024;

/** `GET /api/v1/admin/orders/stream`: the kitchen's stream as server-sent events (S43). */
export function kitchenStreamRoute({ feed, sessions }: { feed: Feed; sessions: Sessions }): Route {
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
      if (response.destroyed) return;
      const leave = sessions.enter({ caller, end: () => response.end() });
      response.once('close', leave);
      begin(response);
      const write = (text: string) => writeTo(response, text);
      await catchUp(feed, {
        audience: 'kitchen',
        since: request.get('last-event-id') || undefined,
        // An id without data: the browser remembers where it is and dispatches nothing.
        hello: (position) => write(`id: ${position}\n: connected\n\n`),
        resync: () => write('event: resync\ndata: {}\n\n'),
        show: (entry) => write(eventOf(entry)),
        join: () =>
          response.once(
            'close',
            feed.listen('kitchen', (entry) => write(eventOf(entry))),
          ),
        taken: () => taken(response),
        gone: () => response.destroyed || response.writableEnded,
      });
    },
  );
}

function begin(response: Response): void {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-store',
    'X-Accel-Buffering': 'no',
    // At a stop no connection may stay behind waiting for another request.
    Connection: 'close',
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => writeTo(response, ': still here\n\n'), HEARTBEAT_MS);
  response.once('close', () => clearInterval(heartbeat));
}

/** A reader that is far behind is cut off: it resumes where it was with `Last-Event-ID`. */
function writeTo(response: Response, text: string): void {
  if (response.writableEnded) return;
  if (response.writableLength > LARGEST_BACKLOG_BYTES) response.destroy();
  else response.write(text);
}

async function taken(response: Response): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const event of ['drain', 'close']) response.once(event, resolve);
  await promise;
}

function eventOf({ kind, position, body }: Entry): string {
  if (kind === 'start') return `id: ${position}\nevent: resync\ndata: {}\n\n`;
  return `id: ${position}\nevent: ${kind}\ndata: ${JSON.stringify({ position, ...body })}\n\n`;
}
