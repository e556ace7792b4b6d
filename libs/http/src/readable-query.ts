import { validationError } from '@campus/errors/app-error';

const ENCODED = /(?:%[0-9a-f]{2})+/gi;

/**
 * Throws 400 when what is percent-encoded in the query of this URL is no UTF-8, such as half a character: the parser would put U+FFFD in
 * its place, and a search for something nobody wrote would be answered.
 */
export function requireReadableQuery(url: string): void {
  const [, query = ''] = url.split(/\?(.*)/s);
  try {
    for (const [encoded] of query.matchAll(ENCODED)) decodeURIComponent(encoded);
  } catch {
    throw validationError([{ path: '', message: 'The query is not percent-encoded UTF-8.' }]);
  }
}
