import { z } from 'zod';
import { eventKind } from './event.ts';
import { id, instant } from './values.ts';

const at = '2026-02-13T06:00:00.000Z';
const auditId = '0195a000-0000-7000-8000-00000000000a';
const letterId = '0195a000-0000-7000-8000-00000000000b';

/** Whoever runs a program; the machine's or the pod's word, and no proof. */
const operator = z.string().min(1).max(100);

export const finishedAudit = z.object({
  id,
  ran_by: operator,
  started_at: instant,
  finished_at: instant,
  /** `kept`: no invariant is violated. `failed`: it could not look everywhere, and `reason` says why. */
  outcome: z.enum(['kept', 'violated', 'failed']),
  reason: z.string().max(1_000).nullable(),
  /** Whether nothing was on its way while it looked. */
  was_quiet: z.boolean(),
  violations: z.array(z.object({ number: z.int(), rule: z.string(), faults: z.array(z.string()) })),
});
export type FinishedAudit = z.infer<typeof finishedAudit>;

/** Somebody had the invariants checked over the running platform. */
export const auditFinished = eventKind('audit.finished', 'audit', z.object({ audit: finishedAudit }), {
  audit: {
    id: auditId,
    ran_by: 'asha',
    started_at: at,
    finished_at: at,
    outcome: 'violated',
    reason: null,
    was_quiet: true,
    violations: [{ number: 8, rule: 'no message is stuck', faults: ['parked and not explained: 1'] }],
  },
});

export const discardedLetter = z.object({
  /** Of the message itself: discarded twice it is one fact. */
  id: z.string().min(1),
  /** The one that could not handle it; `unrouted` when nobody listened to it. */
  consumer: z.string().min(1),
  type: z.string(),
  /** What the consumer said. Never the message itself: it may hold names. */
  error: z.string(),
  reason: z.string().min(1).max(1_000),
  discarded_by: operator,
  discarded_at: instant,
});
export type DiscardedLetter = z.infer<typeof discardedLetter>;

/** Somebody decided that a consumer shall never handle this message. */
export const deadLetterDiscarded = eventKind(
  'dead_letter.discarded',
  'dead_letter',
  z.object({ letter: discardedLetter }),
  {
    letter: {
      id: letterId,
      consumer: 'notification',
      type: 'order.placed',
      error: 'UNREADABLE_EVENT: The message does not fit its schema.',
      reason: 'A test event of the load test.',
      discarded_by: 'asha',
      discarded_at: at,
    },
  },
);
