import { repeatingJob } from '@campus/lifecycle/repeating-job';
import type { Logger } from '@campus/logger/logger';
import type { Mismatch } from '../domain/mismatch.ts';
import { noteSecret } from '../use-cases/rotate-secret.ts';
import { type SweepMeans, sweepPayments } from '../use-cases/sweep-payments.ts';
import type { Transact, Turns } from '../use-cases/work.ts';
import { createWorker, type Worker } from './worker.ts';

const SWEEP_POLL_MS = 60_000;
const WATCH_EVERY_MS = 10_000;

/** Compares Razorpay's books with ours at night and says what it found. */
export function createSweep({ turns, logger, ...means }: SweepMeans & { turns: Turns; logger: Logger }): Worker {
  const sweep: Worker = createWorker({
    name: 'nightly sweep',
    logger,
    pollMs: SWEEP_POLL_MS,
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

export interface WatchMeans {
  transact: Transact;
  turns: Turns;
  newestSecret: string;
  logger: Logger;
}

/** Keeps the age of the secret, and says once when customers pay and no webhook tells of it: our address is probably disabled. */
export function createWebhookWatch({ transact, turns, newestSecret, logger }: WatchMeans) {
  return repeatingJob({
    name: 'watch over webhooks',
    everyMs: WATCH_EVERY_MS,
    logger,
    async work() {
      await transact((work) => noteSecret(work, newestSecret));
      const silence = await turns.silence();
      if (silence) logger.error({ event: 'webhooks_silent', ...silence }, 'captures without any webhook');
    },
  });
}
