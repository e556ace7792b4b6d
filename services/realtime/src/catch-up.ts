import { type Audience, type Entry, isAfter } from './entry.ts';
import type { Feed } from './feed.ts';

type History = Pick<Feed, 'position' | 'keeps' | 'reach' | 'page'>;

export interface Latecomer {
  audience: Exclude<Audience, 'sessions'>;
  since: string | undefined;
  /** The messages after `position` follow. */
  hello(position: string): void;
  /** What was missed is not kept any more: the client has to fetch its list again. */
  resync(position: string): void;
  show(entry: Entry): void;
  /** Called in the very turn in which nothing is missing: from here on entries are shown live. */
  join(): void;
  /** Resolves when the client has taken what it was shown. */
  taken(): Promise<unknown>;
  gone(): boolean;
}

/** Shows what a client missed since its last position and lets it join without a gap and without showing anything twice. */
export async function catchUp(feed: History, client: Latecomer): Promise<void> {
  const { audience, since } = client;
  if (since === undefined || !(await feed.keeps(audience, since))) {
    if (client.gone()) return;
    client.hello(feed.position(audience));
    if (since !== undefined) client.resync(feed.position(audience));
    return client.join();
  }
  // It may come from a replica that had read on: joining before we have, too, would show it the same entries again.
  await feed.reach(audience, since);
  if (client.gone()) return;
  client.hello(since);
  await showMissed(feed, { client, since });
}

async function showMissed(feed: History, { client, since }: { client: Latecomer; since: string }): Promise<void> {
  const { audience } = client;
  let shown = since;
  while (isAfter(feed.position(audience), shown)) {
    const missed = await feed.page(audience, { after: shown, until: feed.position(audience) });
    if (client.gone()) return;
    if (!missed) {
      client.resync(feed.position(audience));
      return client.join();
    }
    for (const entry of missed) {
      client.show(entry);
      await client.taken();
      if (client.gone()) return;
    }
    shown = missed.at(-1)?.position ?? shown;
  }
  client.join();
}
