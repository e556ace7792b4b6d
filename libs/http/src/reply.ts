/** An answer that needs more than a body: another status or headers. */
export class Reply<Body> {
  readonly status: number;
  readonly body: Body | undefined;
  /** The body as it goes out, when it was made before. */
  readonly bytes: Uint8Array | undefined;
  readonly headers: Record<string, string>;

  constructor({ status, body, bytes, headers }: Partial<Reply<Body>> & Pick<Reply<Body>, 'status' | 'headers'>) {
    this.status = status;
    this.body = body;
    this.bytes = bytes;
    this.headers = headers;
  }
}

/** Answers `body` with this status and these headers instead of the route's own. */
export function reply<Body>(status: number, body?: Body, headers: Record<string, string> = {}): Reply<Body> {
  return new Reply({ status, body, headers });
}

/** Answers bytes as they are, of the type that `headers` name: a picture, or JSON that was serialised once for many answers. */
export function replyBytes(bytes: Uint8Array, headers: Record<string, string>): Reply<never> {
  return new Reply<never>({ status: 200, bytes, headers });
}
