import { type Context, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { AlwaysOffSampler, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** The W3C headers of a trace, as they travel in HTTP, in an outbox row and in AMQP headers. */
export interface TraceHeaders {
  traceparent?: string;
  tracestate?: string;
}

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * Registers the W3C propagator and a tracer for this process. Without span processors nothing is recorded,
 * but every request still carries one trace id through all hops, which costs a random id and no more.
 */
export function startTracing(service: string, spanProcessors: SpanProcessor[] = []): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new TracerProvider({
    spanProcessors,
    ...(spanProcessors.length === 0 && { sampler: new AlwaysOffSampler() }),
  });
  trace.setGlobalTracerProvider(provider);
  serviceTracer = () => trace.getTracer(service);
}

let serviceTracer = () => trace.getTracer('campus');

/** The headers that make whoever receives them a child of the work running now; empty outside a span. */
export function currentTrace(): TraceHeaders {
  const headers: TraceHeaders = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** The ids for a log line; empty outside a span. */
export function traceFields(): { trace_id?: string } {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId ? { trace_id: traceId } : {};
}

/** Runs `work` inside a span that continues `parent` (or the span running now) and ends with the promise; a rejection marks it. */
export async function inSpan<Result>(
  name: string,
  options: { kind: keyof typeof KINDS; parent?: TraceHeaders },
  work: () => Promise<Result>,
): Promise<Result> {
  const { span, active } = startSpan(name, options);
  try {
    return await context.with(active, work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** For callers that end the span by an event instead of a promise, such as an HTTP response that closes. */
export function startSpan(
  name: string,
  { kind, parent }: { kind: keyof typeof KINDS; parent?: TraceHeaders },
): { span: Span; active: Context } {
  const origin = parent?.traceparent ? propagation.extract(context.active(), parent) : context.active();
  const span = serviceTracer().startSpan(name, { kind: KINDS[kind] }, origin);
  return { span, active: trace.setSpan(origin, span) };
}

/** Runs a synchronous callback inside the context that `startSpan` gave. */
export function inContext<Result>(active: Context, work: () => Result): Result {
  return context.with(active, work);
}
