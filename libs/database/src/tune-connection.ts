import { createHash } from 'node:crypto';
import type { Pulse } from '@campus/lifecycle/pulse';
import { DatabaseError, type QueryConfig } from 'pg';
import { observeStatement } from './observe-pool.ts';
import { type Answered, inOneWrite, type RawConnection } from './round-trips.ts';

const MOST_NAMES = 300;
const names = new Map<string, string>();

interface Tuning {
  pool: string;
  pulse: Pulse;
}

/**
 * What knex leaves out. Statements with values get a name, so that a connection parses and plans each only once: half of PostgreSQL's CPU
 * for a small one. A COMMIT that PostgreSQL answers with ROLLBACK, because an error inside the transaction was swallowed, is an
 * error (messaging.md section 5, trap 2). What can travel together does (`round-trips.ts`), and each is measured. A connection on which somebody
 * waits for a database that shows no sign of life is given up.
 */
export function tuneConnection(connection: RawConnection, { pool, pulse }: Tuning): void {
  const send = inOneWrite(connection);
  connection.query = (config, answered) => {
    const text = typeof config === 'string' ? config : config.text;
    const observed = observeStatement(pool, text);
    const heard = pulse.wait(() => connection.connection.stream.destroy());
    const answer: Answered = (error, result) => {
      heard();
      observed(error);
      answered(error, result);
    };
    return send(typeof config === 'string' ? config : named(config), isCommit(text) ? honestly(answer) : answer);
  };
}

function named(config: QueryConfig): QueryConfig {
  const { text, values = [] } = config;
  const name = values.length > 0 ? nameOf(text) : undefined;
  return name ? { ...config, name } : config;
}

// Lists of every length make a text of their own: only so many are remembered.
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES || mayGrowColumns(text)) return known;
  const name = `s_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
  names.set(text, name);
  return name;
}

/** The answer of `select *` changes when a migration adds a column, and PostgreSQL then refuses the plan it remembers. */
function mayGrowColumns(text: string): boolean {
  return text.replaceAll(/count\(\*\)/gi, '').includes('*');
}

function isCommit(text: string): boolean {
  return /^commit\b/i.test(text);
}

function honestly(answered: Answered): Answered {
  return (error, result) => answered(error ?? (result.command === 'ROLLBACK' ? rolledBack() : null), result);
}

function rolledBack(): Error {
  const error = new DatabaseError('The transaction was rolled back: an error inside of it was swallowed.', 0, 'error');
  return Object.assign(error, { code: '25P02' });
}
