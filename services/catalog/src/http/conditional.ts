import { type Reply, reply, replyBytes } from '@campus/http/reply';
import type { Incoming } from '@campus/http/routes';
import type { MenuAnswer } from './menu-answers.ts';

type Request = Pick<Incoming<'signed-in', unknown, unknown, unknown>['request'], 'get'>;

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** Whether the client already has the content of this tag. Not by express's `request.fresh`: `fetch` sends `Cache-Control: no-cache` with every If-None-Match of its caller, which would forbid the 304. */
export function isKnownTo(request: Request, tag: string): boolean {
  const known = (request.get('if-none-match') ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}

/**
 * The answer, or 304 when the client has it. A stale one is whole, without a tag and not to be kept: 304 and ETag would say that it is what the
 * menu is now, and `Age` says how long ago that was known.
 */
export function conditional(
  request: Request,
  { bytes, tag }: MenuAnswer,
  { staleMs }: { staleMs?: number },
): Reply<never> {
  if (staleMs !== undefined) {
    return replyBytes(bytes, { ...JSON_TYPE, 'Cache-Control': 'no-store', Age: String(Math.ceil(staleMs / 1000)) });
  }
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' };
  return isKnownTo(request, tag)
    ? reply<never>(304, undefined, headers)
    : replyBytes(bytes, { ...JSON_TYPE, ...headers });
}
