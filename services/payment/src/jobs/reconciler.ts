import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Logger } from '@campus/logger/logger';
import type { Mismatch } from '../domain/mismatch.ts';
import { type SweepMeans, sweepPayments } from '../use-cases/sweep-payments.ts';
import type { Turns } from '../use-cases/work.ts';
import { createWorker, type Worker } from './worker.ts';

const MINUTE_MS = 60_000;

/** Compares Razorpay's books with ours at night and says what it found. */
export function createSweep({ turns, logger, ...means }: SweepMeans & { turns: Turns; logger: Logger }): Worker {
  const sweep: Worker = createWorker({
    name: 'nightly sweep',
    logger,
    pollMs: MINUTE_MS,
    take: turns.sweeps,
    async handle(turn) {
      const { mismatches, isLastPage } = await sweepPayments(means, turn);
      for (const mismatch of mismatches) logger.error(reportOf(mismatch), 'the books of Razorpay and ours differ');
      if (!isLastPage) sweep.wake();
    },
  });
  return sweep;
}

function reportOf({ id, kind, paymentId, gatewayPaymentId, gatewayPaise, knownPaise }: Mismatch) {
  const figures = { gateway_paise: gatewayPaise, known_paise: knownPaise };
  return { event: 'payment_mismatch', kind, mismatch_id: id, payment_id: paymentId, gatewayPaymentId, ...figures };
}

/** Says once when customers pay and no webhook tells of it: Razorpay has probably disabled our address. */
export function createSilenceWatch({ turns, logger }: { turns: Turns; logger: Logger }) {
  return repeatingJob({
    name: 'watch over webhooks',
    everyMs: MINUTE_MS,
    logger,
    async work() {
      const silence = await turns.silence();
      if (silence) logger.error({ event: 'webhooks_silent', ...silence }, 'captures without any webhook');
    },
  });
}
