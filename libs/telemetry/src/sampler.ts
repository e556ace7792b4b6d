import type { Sampler } from '@opentelemetry/sdk-trace';
import { opentelemetry } from './opentelemetry.ts';

const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } = opentelemetry.sdk;

/** The words of `OTEL_TRACES_SAMPLER` (OpenTelemetry, environment variable specification). */
export type SamplerName =
  | 'always_on'
  | 'always_off'
  | 'traceidratio'
  | 'parentbased_always_on'
  | 'parentbased_always_off'
  | 'parentbased_traceidratio';

/** Which traces are recorded: `ratio` (0 to 1) of them, or all, or none; "parentbased" follows whoever began the trace. All unless said. */
export function samplerOf(name: SamplerName = 'parentbased_always_on', ratio = 1): Sampler {
  const [, parentBased, choice] = /^(parentbased_)?(.*)$/.exec(name) ?? [];
  const root = rootOf(choice, ratio);
  return parentBased ? new ParentBasedSampler({ root }) : root;
}

function rootOf(choice: string | undefined, ratio: number): Sampler {
  if (choice === 'always_on') return new AlwaysOnSampler();
  return choice === 'always_off' ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
}
