import { histogram } from './histogram.ts';
import { inInnerSpan } from './tracing.ts';

const duration = histogram(
  {
    name: 'dependency_request_duration_seconds',
    help: 'Calls to other services and to providers, from the call to the end of the answer or the failure.',
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  { dependency: 'open', outcome: ['answered', 'failed'] },
);

export interface ObservedCall<Result> {
  dependency: string;
  operation: string;
  /** Whether what the call resolved to says that it failed; a refusal is an answer. */
  hasFailed?: ((result: Result) => boolean) | undefined;
}

/** Measures one call out of this process, and makes it a client span within a recorded trace. */
export async function observeCall<Result>(call: ObservedCall<Result>, work: () => Promise<Result>): Promise<Result> {
  const { dependency, operation, hasFailed } = call;
  const startedAt = performance.now();
  const end = (outcome: 'answered' | 'failed') =>
    duration.observe({ dependency, outcome }, (performance.now() - startedAt) / 1_000);
  try {
    const attributes = { 'peer.service': dependency };
    const result = await inInnerSpan(`${dependency} ${operation}`, { kind: 'client', attributes }, work);
    end(hasFailed?.(result) ? 'failed' : 'answered');
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}
