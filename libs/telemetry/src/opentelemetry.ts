import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * OpenTelemetry as CommonJS: prom-client requires the API that way, so an import would load it a second time, fifty files in each
 * process, and the SDK is loaded in less time so, too.
 */
export const opentelemetry = {
  api: require('@opentelemetry/api') as typeof import('@opentelemetry/api'),
  contexts: require('@opentelemetry/context-async-hooks') as typeof import('@opentelemetry/context-async-hooks'),
  core: require('@opentelemetry/core') as typeof import('@opentelemetry/core'),
  sdk: require('@opentelemetry/sdk-trace') as typeof import('@opentelemetry/sdk-trace'),
  resources: () => require('@opentelemetry/resources') as typeof import('@opentelemetry/resources'),
  otlp: () =>
    require('@opentelemetry/exporter-trace-otlp-http') as typeof import('@opentelemetry/exporter-trace-otlp-http'),
};
