export interface RetryBudget {
  /** A call was asked for. */
  earn(): void;
  /** Whether one call may be asked again; that takes what ten have earned. */
  spend(): boolean;
}

const CALLS_PER_RETRY = 10;
// What a service that lets go of many connections at once may cost; more is an outage, and asking twice heals none.
const MOST_RETRIES = 20;

/**
 * At most a tenth of all calls is asked again, so that a service in trouble does not get twice its load. Nothing is lent in advance:
 * a gateway that has just started has no kept connection that could have died.
 */
export function createRetryBudget(): RetryBudget {
  let earned = 0;
  return {
    earn() {
      earned = Math.min(MOST_RETRIES * CALLS_PER_RETRY, earned + 1);
    },
    spend() {
      if (earned < CALLS_PER_RETRY) return false;
      earned -= CALLS_PER_RETRY;
      return true;
    },
  };
}

/** Sends, and once more when that failed in a way that may be repeated and the budget has it. */
export async function sent<Result>(
  budget: RetryBudget,
  { send, isRepeatable }: { send: () => Promise<Result>; isRepeatable: (error: unknown) => boolean },
): Promise<Result> {
  budget.earn();
  return send().catch((error: unknown) => (isRepeatable(error) && budget.spend() ? send() : Promise.reject(error)));
}
