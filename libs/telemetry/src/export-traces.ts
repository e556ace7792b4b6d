import { later } from '@campus/lifecycle/later';
import type { Sampler, SpanExporter } from '@opentelemetry/sdk-trace';
import { opentelemetry } from './opentelemetry.ts';
import { startTracing } from './tracing.ts';

const FLUSH_PATIENCE_MS = 3_000;

export interface TraceExport {
  sampler: Sampler;
  /** How long spans wait to be sent together; 5 s unless said. */
  delayMs?: number | undefined;
}

/**
 * Records spans and sends them by OTLP to where `OTEL_EXPORTER_OTLP_*` says. Made of the parts of OpenTelemetry's SDK that this takes:
 * sdk-node brings all it has, which is 19 MB and 0.2 s more in each process (docs/decisions/0041-parts-of-the-sdk.md).
 */
export function exportTraces(service: string, { sampler, delayMs }: TraceExport): { stop(): Promise<void> } {
  const { defaultResource, detectResources, envDetector, resourceFromAttributes, serviceInstanceIdDetector } =
    opentelemetry.resources();
  // The process detector would send the command line and its owner.
  const detected = detectResources({ detectors: [envDetector, serviceInstanceIdDetector] });
  const tracing = startTracing({
    sampler,
    resource: defaultResource()
      .merge(detected)
      .merge(resourceFromAttributes({ 'service.name': service })),
    spanProcessors: [
      new opentelemetry.sdk.BatchSpanProcessor({
        exporter: otlpExporter(),
        ...(delayMs !== undefined && { scheduledDelayMillis: delayMs }),
      }),
    ],
  });
  return {
    async stop() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, FLUSH_PATIENCE_MS);
      // A collector that is away must not keep the process: what it did not take is lost.
      await Promise.race([tracing.stop().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}

/** OTLP's own code and what it brings (metrics, mostly) are a tenth of all that a service loads, and the first spans go out after seconds. */
function otlpExporter(): SpanExporter {
  let used: Promise<SpanExporter> | undefined;
  const load = later(async () => new (opentelemetry.otlp().OTLPTraceExporter)());
  return {
    export(spans, done) {
      used = load();
      used.then(
        (exporter) => exporter.export(spans, done),
        (error: Error) => done({ code: opentelemetry.core.ExportResultCode.FAILED, error }),
      );
    },
    forceFlush: async () => (await used)?.forceFlush?.(),
    shutdown: async () => (await used)?.shutdown(),
  };
}
