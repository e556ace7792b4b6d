import { AppError } from './app-error.ts';

const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
  'EMFILE', // no descriptor left for a connection
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '55P03', // lock timeout: somebody else has the table or the row
  '57014', // statement timeout
  '25006', // read-only after a failover
  '3D000', // database is being recreated
]);
const NAMES = new Set(['KnexTimeoutError', 'MaxRetriesPerRequestError']);
// What Redis answers to a command while it has no memory left, cannot write its file, was just started or has become a replica.
const REDIS_REFUSALS = /^(?:OOM|MISCONF|LOADING|READONLY) /;
// knex puts the statement and a dash before the message of pg.
const MESSAGES =
  /(^| - )(Connection terminated|Query read timeout|timeout expired|Connection is closed|Command timed out|Stream isn't writeable|Client has encountered a connection error|Connection ended unexpectedly)|timeout exceeded when trying to connect/i;

/**
 * Whether an error of pg, knex, ioredis or an HTTP client says that a server cannot be reached or is shutting down, so that
 * the same work can succeed later; also that it can do nothing for us now: no memory, no room, a lock held by others. Recognised by
 * SQLSTATE class 08 and 57P, errno, error name and, where a library gives no code, its message. An `AppError` never is: it already has a kind.
 */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  const code = 'code' in error && error.code !== undefined ? String(error.code) : '';
  if (CODES.has(code) || code.startsWith('08') || code.startsWith('57P')) return true;
  return NAMES.has(error.name) || (code === '' && (MESSAGES.test(error.message) || REDIS_REFUSALS.test(error.message)));
}
