import { unavailable } from '@campus/errors/app-error';
import { counter } from '@campus/telemetry/counter';
import { gauge } from '@campus/telemetry/gauge';
import CircuitBreaker from 'opossum';

/** Does the work, or rejects at once with 503 because the last ones took too long. */
export type Breaker = <Result>(work: () => Promise<Result>) => Promise<Result>;

const POLICY = {
  // Whoever calls has a deadline already.
  timeout: false as const,
  rollingCountTimeout: 30_000,
  volumeThreshold: 5,
  errorThresholdPercentage: 50,
  resetTimeout: 5_000,
};

const open = gauge(
  'circuit_breaker_open',
  'Whether calls are refused at once, because most of the last ones took too long: 1, or 0 while all are made.',
  { dependency: 'open' },
);
const refused = counter('circuit_breaker_refusals_total', 'Calls that were not made because a breaker was open.', {
  dependency: 'open',
});

/**
 * Opens when more than half of at least five calls within 30 s ended in an error that `tookTooLong`, and lets one through every five
 * seconds until it is answered. What fails quickly costs nobody time and does not count (docs/decisions/0044-breakers-where-somebody-waits.md).
 */
export function createBreaker(dependency: string, tookTooLong: (error: unknown) => boolean): Breaker {
  const circuit = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    ...POLICY,
    errorFilter: (error: unknown) => !tookTooLong(error),
  });
  open.watch({ dependency }, () => (circuit.closed ? 0 : 1));

  return async <Result>(work: () => Promise<Result>) => {
    try {
      return (await circuit.fire(work)) as Result;
    } catch (error) {
      if (!(error instanceof Error && CircuitBreaker.isOurError(error))) throw error;
      refused.add({ dependency });
      throw unavailable(`The last calls to ${dependency} took too long; it is asked again in a moment.`, error);
    }
  };
}
