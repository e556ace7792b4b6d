import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { envDetector, serviceInstanceIdDetector } from '@opentelemetry/resources';

const FLUSH_PATIENCE_MS = 3_000;

/**
 * Records spans and sends them by OTLP, as OpenTelemetry's own variables say (endpoint, protocol, sampler, batches). Loaded only when it
 * is wanted: the SDK alone takes half a second and 45 MB. It brings no instrumentation (docs/decisions/0029-telemetry-by-cost.md).
 */
export async function exportTraces(service: string): Promise<{ stop(): Promise<void> }> {
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({
    serviceName: service,
    textMapPropagator: new W3CTraceContextPropagator(),
    // The process detector would send the command line and its owner.
    resourceDetectors: [envDetector, serviceInstanceIdDetector],
    instrumentations: [],
    // Metrics are asked for at /metrics, logs go to stdout.
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return {
    async stop() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, FLUSH_PATIENCE_MS);
      // A collector that is away must not keep the process: what it did not take is lost.
      await Promise.race([sdk.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}
