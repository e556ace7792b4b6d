import type { Attributes, Context, Span } from '@opentelemetry/api';
import type { TracerProviderOptions } from '@opentelemetry/sdk-trace';
import { opentelemetry } from './opentelemetry.ts';

const { context, propagation, SpanKind, SpanStatusCode, trace } = opentelemetry.api;
const { AlwaysOffSampler, TracerProvider } = opentelemetry.sdk;

export type { Span };

/** The W3C headers of a trace, as they travel in HTTP, in an outbox row and in AMQP headers. */
export interface TraceHeaders {
  traceparent?: string | undefined;
  tracestate?: string | undefined;
}

export interface SpanOptions {
  kind: keyof typeof KINDS;
  /** Whom it continues, when that is not the span running now. */
  parent?: TraceHeaders | undefined;
  /** No personal data: spans leave the house. */
  attributes?: Attributes;
}

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * Registers the W3C propagator and a tracer for this process. Unless told otherwise nothing is recorded,
 * but every request still carries one trace id through all hops, which costs a random id and no more.
 */
export function startTracing(options: TracerProviderOptions = { sampler: new AlwaysOffSampler() }): {
  stop(): Promise<void>;
} {
  context.setGlobalContextManager(new opentelemetry.contexts.AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new opentelemetry.core.W3CTraceContextPropagator());
  const provider = new TracerProvider(options);
  trace.setGlobalTracerProvider(provider);
  return { stop: () => provider.shutdown() };
}

/** The headers that make whoever receives them a child of `origin`, or of the work running now; empty outside a span. */
export function currentTrace(origin: Context = context.active()): TraceHeaders {
  const headers: TraceHeaders = {};
  propagation.inject(origin, headers);
  return headers;
}

/** The ids for a log line; empty outside a span. */
export function traceFields(): { trace_id?: string } {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId ? { trace_id: traceId } : {};
}

/** Whether the work running now belongs to a trace that is recorded: details outside one are nobody's. */
export function isRecording(): boolean {
  return trace.getActiveSpan()?.isRecording() ?? false;
}

/** Runs `work` inside a span that continues `parent` (or the span running now) and ends with the promise; a rejection marks it. */
export async function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const { span, active } = startSpan(name, options);
  try {
    return await context.with(active, work, undefined, span);
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** `inSpan` for a detail of a recorded trace; elsewhere the work alone: a job that looks every second is no trace. */
export function inInnerSpan<Result>(name: string, options: SpanOptions, work: () => Promise<Result>): Promise<Result> {
  return isRecording() ? inSpan(name, options, work) : work();
}

/** For callers that end the span by an event instead of a promise, such as an HTTP response that closes. */
export function startSpan(name: string, { kind, parent, attributes }: SpanOptions): { span: Span; active: Context } {
  const origin = parent?.traceparent ? propagation.extract(context.active(), parent) : context.active();
  const span = trace
    .getTracer('campus')
    .startSpan(name, { kind: KINDS[kind], ...(attributes && { attributes }) }, origin);
  return { span, active: trace.setSpan(origin, span) };
}

/** The kind of error, or the status, and no more: a message may quote what somebody typed. */
export function markFailed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : String(error));
}

/** Runs a synchronous callback inside the context that `startSpan` gave. */
export function inContext<Result>(active: Context, work: () => Result): Result {
  return context.with(active, work);
}
