import type { QueryConfig } from 'pg';
import type { Answered, RawConnection } from './round-trips.ts';

/** A connection as the statements of one transaction see it: BEGIN goes out with the first of them, and after the end none does. */
export interface Session {
  query(config: QueryConfig, answered: Answered): void;
  /** Without a statement before it there is nothing to end. */
  end(how: 'COMMIT' | 'ROLLBACK'): Promise<void>;
  /** From now on the connection is somebody else's. */
  close(): void;
}

/**
 * PostgreSQL refuses a BEGIN only together with the connection, and then the statement behind it fails as well: nobody looks at
 * its answer.
 */
export function openSession(connection: Pick<RawConnection, 'query'>): Session {
  let state: 'fresh' | 'begun' | 'closed' = 'fresh';
  return {
    query(config, answered) {
      if (state === 'closed') throw new Error('The transaction has ended.');
      if (state === 'fresh') connection.query('BEGIN', () => undefined);
      state = 'begun';
      connection.query(config, answered);
    },
    end(how) {
      if (state === 'fresh') return Promise.resolve();
      return new Promise((resolve, reject) => {
        connection.query({ text: how }, (error) => (error ? reject(error) : resolve()));
      });
    },
    close() {
      state = 'closed';
    },
  };
}
