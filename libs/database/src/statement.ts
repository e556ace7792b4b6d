import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { Db } from './connect.ts';
import type { Session } from './session.ts';
import type { Transaction } from './transaction.ts';

type Values = Record<string, unknown>;
type Sender = Pick<Session, 'query'>;

/** A statement whose text is made ready once; runs in a transaction, or alone on a connection of the pool. */
export type Statement<Row extends QueryResultRow> = (
  on: Db | Transaction,
  values?: Values,
) => Promise<QueryResult<Row>>;

// `::date` is a cast and `'10:30'` a time: a name stands alone.
const PLACEHOLDER = /(?<![:\w]):([a-z]\w*)/gi;

/**
 * A statement that every order or every message runs. It says `:name` where a value goes; the same name is the same parameter, so
 * its type must be one wherever it stands. knex takes as long to make a small statement ready each time as pg to send it.
 * Errors are those of pg, with the text before their message as knex has it.
 */
export function statement<Row extends QueryResultRow = QueryResultRow>(sql: string): Statement<Row> {
  const names: string[] = [];
  const text = sql.replaceAll(PLACEHOLDER, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return (on, values = {}) => {
    const config = { text, values: names.map((name) => values[name]) };
    return isPool(on) ? alone(on, (connection) => sent<Row>(connection, config)) : sent<Row>(on.session, config);
  };
}

// A transaction that knex opened has its connection where a pool has many.
function isPool(on: Db | Transaction): on is Db {
  return !('session' in on);
}

async function alone<Result>(db: Db, run: (connection: Sender) => Promise<Result>): Promise<Result> {
  const connection = await db.client.acquireConnection();
  try {
    return await run(connection);
  } finally {
    await db.client.releaseConnection(connection);
  }
}

function sent<Row extends QueryResultRow>(connection: Sender, config: QueryConfig): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    connection.query(config, (error, result) => {
      if (!error) return resolve(result);
      error.message = `${config.text} - ${error.message}`;
      reject(error);
    });
  });
}
