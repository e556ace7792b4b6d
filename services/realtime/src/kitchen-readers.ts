import type { Response } from 'express';
import { entryEvent, liveEvent, writeTo } from './event-stream.ts';
import type { Feed } from './feed.ts';
import type { Live } from './live.ts';

/** The event streams that have caught up. */
export interface KitchenReaders {
  join(response: Response): void;
}

/** Shows every new entry to all of them; it is written once. */
export function createKitchenReaders({ feed, live }: { feed: Feed; live: Live }): KitchenReaders {
  const readers = new Set<Response>();

  function tell(text: string): void {
    for (const reader of readers) writeTo(reader, text);
  }

  feed.listen('kitchen', (entry) => {
    if (readers.size > 0) tell(entryEvent(entry));
  });
  live.onChange((isLive) => tell(liveEvent(isLive)));

  return {
    join(response) {
      readers.add(response);
      response.once('close', () => readers.delete(response));
      if (!live.now()) writeTo(response, liveEvent(false));
    },
  };
}
