import type { QueryConfig } from 'pg';
import type { Answered, RawConnection } from './round-trips.ts';

/** A connection as the statements of one transaction see it: BEGIN goes out with the first of them, and after the end none does. */
export interface Session {
  query(config: QueryConfig, answered: Answered): void;
  /** Without a statement before it there is nothing to end. Whatever comes later is refused. */
  end(how: 'COMMIT' | 'ROLLBACK'): Promise<void>;
}

/**
 * PostgreSQL refuses a BEGIN only together with the connection, and then the statement behind it fails as well: nobody looks at
 * its answer.
 */
export function openSession(connection: Pick<RawConnection, 'query'>): Session {
  let [hasBegun, isOver] = [false, false];
  return {
    query(config, answered) {
      if (isOver) throw new Error('The transaction has ended.');
      if (!hasBegun) connection.query('BEGIN', () => undefined);
      hasBegun = true;
      connection.query(config, answered);
    },
    // From here on, not from the answer: what somebody still sends would be a transaction of its own.
    end(how) {
      isOver = true;
      if (!hasBegun) return Promise.resolve();
      return new Promise((resolve, reject) => {
        connection.query({ text: how }, (error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
