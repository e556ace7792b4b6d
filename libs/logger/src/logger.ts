import { type Logger as PinoLogger, pino, stdSerializers } from 'pino';
import packageFile from '../package.json' with { type: 'json' };
import { redactNames, scrub } from './redaction.ts';
import { createUserHash } from './user-hash.ts';

export type Logger = PinoLogger;

/** A line as it was written: nothing in it that must not be seen. */
export type WrittenLine = Record<string, unknown>;

export interface LoggerOptions {
  service: string;
  level: string;
  /** Fields added to each line, for example the trace id of the moment. */
  mixin?: () => object;
  /** Told of every line of level error or fatal: a person must act. */
  onError?: ((line: WrittenLine) => void) | undefined;
  /** Keys the hash that is written under `user` for the id of a person; `createUserHash`. */
  userKey?: string | undefined;
}

const CALLS_FOR_A_PERSON = /^\{"level":"(?:error|fatal)"/;

// What waits while stdout takes nothing; lines beyond it are lost.
const MOST_WAITING_BYTES = 2 ** 20;
// As much as pino's destination writes at once.
const MOST_HELD = 16_384;
const HELD_MS = 5;

/** JSON lines on stdout, UTC, personal data and secrets removed by name and by pattern (security-operations S70). */
export function createLogger({ service, level, mixin, onError, userKey }: LoggerOptions): Logger {
  return pino(
    {
      level,
      // All workspaces are released together, under one version.
      base: { service, version: packageFile.version },
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: redactNames },
      serializers: { err: safeError, user: createUserHash(userKey) },
      hooks: {
        streamWrite(line) {
          const safe = scrub(line);
          if (onError && CALLS_FOR_A_PERSON.test(safe)) onError(JSON.parse(safe));
          return safe;
        },
      },
      ...(mixin && { mixin }),
    },
    patientStdout(),
  );
}

/**
 * Stdout that may be a full disk: pino's own ends the process with the first line that finds no place. Lines of one turn of the event loop
 * are handed over together, and while they come thick and fast those of five milliseconds: that costs as much for one as for a hundred.
 */
function patientStdout() {
  const stdout = pino.destination({ dest: 1, sync: false, maxLength: MOST_WAITING_BYTES });
  const state = { takesNothing: false };
  stdout.on('error', () => {
    state.takesNothing = true;
  });
  stdout.on('write', () => {
    state.takesNothing = false;
  });
  const write = stdout.write.bind(stdout);
  let held = '';
  let handedOverAt = Number.NEGATIVE_INFINITY;
  const handOver = () => {
    const lines = held;
    held = '';
    handedOverAt = performance.now();
    if (lines !== '') write(lines);
  };
  stdout.write = (line) => {
    if (held === '') {
      if (performance.now() - handedOverAt > HELD_MS) setImmediate(handOver);
      else setTimeout(handOver, HELD_MS);
    }
    held += line;
    if (held.length > MOST_HELD) handOver();
    return true;
  };
  const flushSync = stdout.flushSync.bind(stdout);
  // While a disk is full it tries for ever: at the end of a process, and after each fatal line.
  stdout.flushSync = () => {
    // Handed over without a write that begins at once and that nobody could wait for.
    Object.assign(stdout, { minLength: Number.POSITIVE_INFINITY });
    handOver();
    Object.assign(stdout, { minLength: 0 });
    if (!state.takesNothing) flushSync();
  };
  return stdout;
}

// Foreign errors carry requests, headers and bodies as properties: only these four fields are known to be safe.
function safeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error ? { code: String(error.code) } : {};
  const cause = error.cause === undefined ? {} : { cause: safeError(error.cause) };
  return { type, message, stack, ...code, ...cause };
}
