import type { Audience, Entry } from './entry.ts';
import { isAfter } from './entry.ts';
import type { Feed } from './feed.ts';

export interface Latecomer {
  audience: Exclude<Audience, 'sessions'>;
  since: string | undefined;
  /** The messages after `position` follow. */
  hello(position: string): void;
  /** What was missed is not kept any more: the client has to fetch its list again. */
  resync(): void;
  show(entry: Entry): void;
  /** Called in the very turn in which nothing is missing: from here on entries are shown live. */
  join(): void;
  /** Resolves when the client has taken what it was shown. */
  taken(): Promise<unknown>;
  gone(): boolean;
}

/** Shows what a client missed since its last position and lets it join without a gap and without showing anything twice. */
export async function catchUp(feed: Feed, client: Latecomer): Promise<void> {
  const { audience, since } = client;
  if (since === undefined || !(await feed.keeps(audience, since))) {
    if (client.gone()) return;
    client.hello(feed.position(audience));
    if (since !== undefined) client.resync();
    return client.join();
  }
  client.hello(since);
  let shown = since;
  while (!client.gone() && isAfter(feed.position(audience), shown)) {
    const missed = await feed.page(audience, shown, feed.position(audience));
    for (const entry of missed) client.show(entry);
    await client.taken();
    shown = missed.at(-1)?.position ?? feed.position(audience);
  }
  if (!client.gone()) client.join();
}
