import { type Reply, reply } from '@campus/http/reply';
import type { Request, Response } from 'express';

// Part of the tag, raised when the shape of these answers changes: a client must not keep the old shape for an unchanged menu.
const SHAPE = 1;

/** Answers 304 when the client already has the answer of this revision. */
export function cached<Body>(
  { request, response }: { request: Request; response: Response },
  { revision, body }: { revision: number; body: Body },
): Body | Reply<Body> {
  response.set({ ETag: `W/"${SHAPE}-${revision}"`, 'Cache-Control': 'private, no-cache' });
  return request.fresh ? reply(304) : body;
}
