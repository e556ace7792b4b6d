import type { Part } from '@campus/lifecycle/run';
import { createLogger, type Logger } from '@campus/logger/logger';
import { currentRequestId } from './current-request.ts';
import { openErrorReports } from './error-reports.ts';
import { metricsServer } from './metrics-server.ts';
import { type SamplerName, samplerOf } from './sampler.ts';
import { startTracing, traceFields } from './tracing.ts';

/** What the environment says of telemetry; `settings.service` of `@campus/config` reads it. */
export interface TelemetrySettings {
  NODE_ENV: string;
  HOST: string;
  LOG_LEVEL: string;
  /** Keys the hash that stands for a person in a line. */
  LOG_USER_KEY?: string | undefined;
  METRICS_PORT?: number | undefined;
  SENTRY_DSN?: string | undefined;
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_TRACES_SAMPLER?: SamplerName | undefined;
  OTEL_TRACES_SAMPLER_ARG?: number | undefined;
  OTEL_BSP_SCHEDULE_DELAY?: number | undefined;
}

const PRODUCTION_PORT = 9464;

/**
 * The first thing a service does: its logger, trace ids in every line, spans and error reports where they are wanted. The part comes first
 * in `run`, so that it stops last and what the others said while they stopped is sent, too.
 */
export async function startTelemetry(
  service: string,
  settings: TelemetrySettings,
): Promise<{ logger: Logger; telemetry: Part }> {
  const { NODE_ENV, HOST, LOG_LEVEL, LOG_USER_KEY, METRICS_PORT, SENTRY_DSN, OTEL_EXPORTER_OTLP_ENDPOINT } = settings;
  const traces = OTEL_EXPORTER_OTLP_ENDPOINT ? await exportingTraces(service, settings) : startTracing();
  const errors = SENTRY_DSN ? await openErrorReports({ dsn: SENTRY_DSN, service, environment: NODE_ENV }) : undefined;
  const onError = errors?.report;
  const logger = createLogger({ service, level: LOG_LEVEL, mixin: momentFields, onError, userKey: LOG_USER_KEY });
  const port = METRICS_PORT ?? (NODE_ENV === 'production' ? PRODUCTION_PORT : 0);
  const metrics = metricsServer({ service, host: HOST, port, logger });
  const telemetry = {
    name: 'telemetry',
    start: metrics.start,
    async stop() {
      await Promise.all([metrics.stop(), traces.stop(), errors?.stop()]);
    },
  };
  return { logger, telemetry };
}

async function exportingTraces(service: string, settings: TelemetrySettings) {
  const { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio, OTEL_BSP_SCHEDULE_DELAY: delayMs } = settings;
  const { exportTraces } = await import('./export-traces.ts');
  return exportTraces(service, { sampler: samplerOf(name, ratio), delayMs });
}

function momentFields(): object {
  const requestId = currentRequestId();
  return { ...(requestId && { request_id: requestId }), ...traceFields() };
}
