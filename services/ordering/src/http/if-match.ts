import { validationError } from '@campus/errors/app-error';

/** The version in `If-Match: "7"`, or undefined without that header. Throws 400 for anything else. */
export function ifMatch(request: { get(header: string): string | undefined }): number | undefined {
  const header = request.get('if-match');
  if (header === undefined) return undefined;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw validationError([{ path: 'If-Match', message: 'must be a version like "7"' }]);
  return Number(version);
}
