import type { WrittenLine } from '@campus/logger/logger';
import { scrub } from '@campus/logger/redaction';

const FLUSH_PATIENCE_MS = 2_000;

export interface ErrorReports {
  report(line: WrittenLine): void;
  stop(): Promise<void>;
}

/**
 * Sends every log line of level error or fatal to Sentry, as the logger wrote it, and once more through the same scrubber. The client
 * stands alone: no tracing, no instrumentation, no global hooks, no request data. Loaded only when a DSN is set: it takes 55 MB.
 */
export async function openErrorReports(options: {
  dsn: string;
  service: string;
  environment: string;
}): Promise<ErrorReports> {
  const { dsn, service, environment } = options;
  const { NodeClient, Scope, defaultStackParser, makeNodeTransport } = await import('@sentry/node');
  const client = new NodeClient({
    dsn,
    environment,
    serverName: service,
    integrations: [],
    transport: makeNodeTransport,
    stackParser: defaultStackParser,
    sendClientReports: false,
    beforeSend: (event) => JSON.parse(scrub(JSON.stringify(event))),
  });
  client.init();
  return {
    report(line) {
      const scope = new Scope();
      scope.setLevel(line.level === 'fatal' ? 'fatal' : 'error');
      scope.setTags({ service, trace_id: textOf(line.trace_id) });
      scope.setExtras(line);
      client.captureException(errorOf(line), {}, scope);
    },
    async stop() {
      await client.close(FLUSH_PATIENCE_MS);
    },
  };
}

// Grouped by the foreign error when there is one, by our own sentence otherwise.
function errorOf({ err, message }: WrittenLine): Error {
  const { type, message: reason, stack } = (err ?? {}) as { type?: string; message?: string; stack?: string };
  const error = new Error(reason ?? textOf(message));
  error.name = type ?? 'LoggedError';
  error.stack = stack ?? `${error.name}: ${error.message}`;
  return error;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
