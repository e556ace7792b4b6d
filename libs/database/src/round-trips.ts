import type { QueryConfig, QueryResult } from 'pg';

/** As knex sends its statements over a connection of pg that does not wait for one answer before it sends the next (`pipeline`). */
export interface RawConnection {
  query: Send;
  connection: { stream: { cork(): void; uncork(): void } };
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

/**
 * BEGIN travels with the statement after it, and a transaction without a statement not at all. PostgreSQL refuses a BEGIN only together
 * with the connection, and then the statement behind it fails as well.
 */
export function beginningLate(send: Send): Send {
  let isOwed = false;
  return (config, answered) => {
    const text = typeof config === 'string' ? config : config.text;
    if (text === 'BEGIN;') {
      isOwed = true;
      return process.nextTick(answered, null, emptyResult('BEGIN'));
    }
    if (!isOwed) return send(config, answered);
    isOwed = false;
    const end = /^(commit|rollback)\b/i.exec(text)?.[1];
    if (end) return process.nextTick(answered, null, emptyResult(end.toUpperCase()));
    send('BEGIN', () => undefined);
    return send(config, answered);
  };
}

function emptyResult(command: string): QueryResult {
  return { command, rowCount: null, rows: [], oid: 0, fields: [] };
}
