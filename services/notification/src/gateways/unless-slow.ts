import { createBreaker } from '@campus/breaker/breaker';
import type { SmsOutcome } from '../domain/sms.ts';
import type { SmsSender } from '../use-cases/send-otp.ts';

const NOT_ANSWERED = new Set(['ECONNABORTED', 'ETIMEDOUT', 'TimeoutError', 'no_answer']);
const PASSED_OVER: SmsOutcome = { status: 'refused', errorCode: 'breaker_open', fault: 'provider' };

class NotAnswered extends Error {
  readonly outcome: SmsOutcome;

  constructor(outcome: SmsOutcome) {
    super(`not answered: ${outcome.status}`);
    this.outcome = outcome;
  }
}

/** A provider that is passed over while it hangs: behind it waits one that answers, and the person five seconds for each code. */
export function unlessSlow(sender: SmsSender): SmsSender {
  const breaker = createBreaker(sender.name, (error) => error instanceof NotAnswered);
  return {
    name: sender.name,
    async send(sms) {
      const sending = breaker(async () => {
        const outcome = await sender.send(sms);
        if (outcome.status === 'unknown' && NOT_ANSWERED.has(outcome.errorCode)) throw new NotAnswered(outcome);
        return outcome;
      });
      return sending.catch((error: unknown) => (error instanceof NotAnswered ? error.outcome : PASSED_OVER));
    },
  };
}
