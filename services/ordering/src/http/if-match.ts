import { readHeader } from '@campus/http/read-header';

/** The version in `If-Match: "7"`, or undefined without that header. Throws 400 for anything else. */
export function ifMatch(request: { get(header: string): string | undefined }): number | undefined {
  const header = readHeader(request, 'If-Match');
  return header === undefined ? undefined : Number(header.slice(1, -1));
}
