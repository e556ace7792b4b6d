import type { QueryConfig, QueryResult } from 'pg';

/** As statements are sent over a connection of pg that does not wait for one answer before it sends the next (`pipeline`). */
export interface RawConnection {
  query: Send;
  connection: { stream: { cork(): void; uncork(): void; destroy(): void } };
}

export type Send = (config: QueryConfig | string, answered: Answered) => unknown;
export type Answered = (error: Error | null | undefined, result: QueryResult) => void;

/** Statements that are sent in one turn of the event loop are one write: a round trip costs both ends four times what a small statement does. */
export function inOneWrite(connection: RawConnection): Send {
  const send = connection.query.bind(connection);
  const { stream } = connection.connection;
  let isHeld = false;
  return (config, answered) => {
    if (!isHeld) {
      isHeld = true;
      stream.cork();
      process.nextTick(() => {
        isHeld = false;
        stream.uncork();
      });
    }
    return send(config, answered);
  };
}
