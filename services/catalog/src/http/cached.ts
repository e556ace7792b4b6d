import { type Reply, reply } from '@campus/http/reply';
import type { Incoming } from '@campus/http/routes';

// Part of the tag, raised when the shape of these answers changes: a client must not keep the old shape of an unchanged menu.
const SHAPE = 1;

/**
 * Answers 304 when the client already has the answer of this revision. Not by express's `request.fresh`: `fetch` sends
 * `Cache-Control: no-cache` with every If-None-Match of its caller, which would forbid the 304.
 */
export function cached<Body>(
  { request, response }: Pick<Incoming<'signed-in', unknown, unknown, unknown>, 'request' | 'response'>,
  { revision, body }: { revision: number; body: Body },
): Body | Reply<Body> {
  const tag = `W/"${SHAPE}-${revision}"`;
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache' });
  const known = (request.get('if-none-match') ?? '').split(',').map((entry) => entry.trim());
  return known.includes(tag) ? reply(304) : body;
}
