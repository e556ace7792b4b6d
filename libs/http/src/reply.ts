/** An answer that needs more than a body: another status or headers. */
export class Reply<Body> {
  readonly status: number;
  readonly body: Body | undefined;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Body | undefined, headers: Record<string, string>) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** Answers `body` with this status and these headers instead of the route's own. */
export function reply<Body>(status: number, body?: Body, headers: Record<string, string> = {}): Reply<Body> {
  return new Reply(status, body, headers);
}
