import { type RequestHeader, requestHeaders } from '@campus/contracts/request-headers';
import { parse } from './parse.ts';

/** A header as the contract describes it, or undefined without it. Throws 400 for a malformed one. */
export function readHeader(
  request: { get(header: string): string | undefined },
  name: RequestHeader,
): string | undefined {
  return parse(requestHeaders[name], request.get(name), name);
}
