import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Menu } from '../queries/menu.ts';

/** An answer that was serialised and compressed once, with the tag of its content. */
export interface MenuAnswer {
  bytes: Buffer;
  zipped: Buffer;
  tag: string;
}

export interface MenuAnswers {
  /** The answer to `question` (any text that names it), made by `make` when this menu was not asked it before. */
  find(menu: Menu, question: string, make: () => object | Promise<object>): Promise<MenuAnswer>;
}

// What people search for is without end: the answers that were not asked for longest go first.
const MOST_BYTES = 16_000_000;

type Cache = LRUCache<string, MenuAnswer, () => object | Promise<object>>;

/** Answers of each menu, kept as long as the menu itself: whoever got a menu gets answers of that menu. */
export function createMenuAnswers(): MenuAnswers {
  const caches = new WeakMap<Menu, Cache>();
  return {
    async find(menu, question, make) {
      const cache = caches.get(menu) ?? newCache();
      caches.set(menu, cache);
      return cache.get(question) ?? (await cache.forceFetch(question, { context: make }));
    },
  };
}

function newCache(): Cache {
  return new LRUCache({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes, zipped }, question) => bytes.length + zipped.length + question.length,
    fetchMethod: async (_question, _stale, { context }) => serialised(await context()),
  });
}

// The tag is made of the content, not of the revision: a change elsewhere on the menu leaves it as it is, and so does a database that was restored.
async function serialised(body: object): Promise<MenuAnswer> {
  const bytes = Buffer.from(JSON.stringify(body));
  return { bytes, zipped: await promisify(gzip)(bytes), tag: hash('sha256', bytes, 'base64url').slice(0, 22) };
}
