import { type Reply, reply, replyBytes } from '@campus/http/reply';
import type { Incoming } from '@campus/http/routes';
import type { MenuAnswer } from './menu-answers.ts';

type Request = Pick<Incoming<'signed-in', unknown, unknown, unknown>['request'], 'get' | 'acceptsEncodings'>;

const COMMON = { 'Content-Type': 'application/json; charset=utf-8', Vary: 'Accept-Encoding' };

/**
 * Whether the client already has content of one of these tags. Not by express's `request.fresh`: `fetch` sends `Cache-Control: no-cache` with every
 * If-None-Match of its caller, which would forbid the 304.
 */
export function isKnownTo(request: Pick<Request, 'get'>, ...tags: string[]): boolean {
  const known = (request.get('if-none-match') ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  return known.some((entry) => entry === '*' || tags.includes(entry));
}

/**
 * The answer, or 304 when the client has it. A stale one is whole, without a tag and not to be kept: 304 and ETag would say that it is what the
 * menu is now, and `Age` says how long ago that was known.
 */
export function conditional(request: Request, answer: MenuAnswer, { staleMs }: { staleMs?: number }): Reply<never> {
  // The bytes differ, so the tags do: `-z` is of the compressed ones.
  const tags = { plain: `"${answer.tag}"`, zipped: `"${answer.tag}-z"` };
  const zipped = request.acceptsEncodings('gzip') !== false;
  const bytes = zipped ? answer.zipped : answer.bytes;
  const headers = zipped ? { ...COMMON, 'Content-Encoding': 'gzip' } : COMMON;
  if (staleMs !== undefined) {
    return replyBytes(bytes, { ...headers, 'Cache-Control': 'no-store', Age: String(Math.ceil(staleMs / 1000)) });
  }
  const state = { ETag: zipped ? tags.zipped : tags.plain, 'Cache-Control': 'private, no-cache' };
  if (isKnownTo(request, tags.plain, tags.zipped)) return reply<never>(304, undefined, { ...state, Vary: COMMON.Vary });
  return replyBytes(bytes, { ...headers, ...state });
}
