import { ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { type SamplerName, samplerOf } from './sampler.ts';

const ids = Array.from({ length: 1_000 }, (_, index) =>
  (((index + 1) * 0x418_937) % 0xffff_ffff).toString(16).padStart(32, '0'),
);

function recorded(name: SamplerName, ratio: number, parentFlags?: TraceFlags): number {
  const sampler = samplerOf(name, ratio);
  return ids.filter((traceId) => {
    const parent = { traceId, spanId: '00f067aa0ba902b7', traceFlags: parentFlags ?? TraceFlags.NONE, isRemote: true };
    const context = parentFlags === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    const { decision } = sampler.shouldSample(context, traceId, 'GET', SpanKind.SERVER, {}, []);
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  }).length;
}

test('always on and always off are what they say, whoever began the trace', () => {
  expect(recorded('always_on', 0)).toBe(1_000);
  expect(recorded('always_on', 0, TraceFlags.NONE)).toBe(1_000);
  expect(recorded('always_off', 1, TraceFlags.SAMPLED)).toBe(0);
});

test('a share of the traces is recorded, the same ones in every process', () => {
  const share = recorded('traceidratio', 0.1);
  expect(share).toBeGreaterThan(50);
  expect(share).toBeLessThan(200);
  expect(recorded('parentbased_traceidratio', 0.1)).toBe(share);
});

test('who began a trace decides for all who continue it', () => {
  expect(recorded('parentbased_traceidratio', 0, TraceFlags.SAMPLED)).toBe(1_000);
  expect(recorded('parentbased_traceidratio', 1, TraceFlags.NONE)).toBe(0);
  expect(recorded('parentbased_always_off', 1, TraceFlags.SAMPLED)).toBe(1_000);
  expect(recorded('parentbased_always_on', 0)).toBe(1_000);
});
