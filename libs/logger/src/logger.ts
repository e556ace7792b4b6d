import { type Logger as PinoLogger, pino, stdSerializers } from 'pino';
import { REDACTED_PATHS, scrub } from './redaction.ts';

export type Logger = PinoLogger;

export interface LoggerOptions {
  service: string;
  level: string;
  /** Fields added to each line, for example the trace id of the moment. */
  mixin?: () => object;
}

/** JSON lines on stdout, UTC, personal data and secrets removed by name and by pattern (security-operations S70). */
export function createLogger({ service, level, mixin }: LoggerOptions): Logger {
  return pino({
    level,
    base: { service },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    serializers: { err: scrubbedError, url: scrub },
    ...(mixin && { mixin }),
  });
}

// Foreign errors carry requests, headers and bodies as properties: only these four fields are known to be safe.
function scrubbedError(error: unknown): object {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error ? { code: String(error.code) } : {};
  const cause = error.cause === undefined ? {} : { cause: scrubbedError(error.cause) };
  return { type, message: scrub(message), stack: scrub(stack), ...code, ...cause };
}
