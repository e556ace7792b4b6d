import type { Db } from '@campus/database/connect';
import { gauge } from '@campus/telemetry/gauge';

const webhookAge = gauge(
  'payment_oldest_pending_webhook_seconds',
  'How long the oldest webhook has been waiting to take effect: money that may be captured and is not known as paid; 0 when none waits.',
  {},
);
const refundAge = gauge(
  'payment_oldest_pending_refund_seconds',
  'How long the oldest refund has been on its way; 0 when none is.',
  {},
);
const failedRefunds = gauge(
  'payment_failed_refunds',
  'Refunds of the last 30 days that Razorpay refused and nobody made good by another.',
  {},
);
const mismatches = gauge(
  'payment_mismatches',
  'Differences between Razorpay’s books and ours that were found within 30 days; must be 0.',
  {},
);

const GAUGES = [
  [
    webhookAge,
    `select coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as value from webhook_inbox
      where next_try_at is not null`,
  ],
  [
    refundAge,
    `select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as value from refunds
      where status in ('requested', 'submitted', 'pending')`,
  ],
  [
    failedRefunds,
    `select count(*)::int as value from refunds as failed where status = 'failed' and created_at > now() - interval '30 days'
      and not exists (select from refunds as later where later.gateway_payment_id = failed.gateway_payment_id
        and later.created_at > failed.created_at and later.status <> 'failed')`,
  ],
  [mismatches, `select count(*)::int as value from mismatches where found_at > now() - interval '30 days'`],
] as const;

/** Has the books looked at whenever metrics are asked for. Every replica says the same: a rule takes the largest. */
export function watchPayments(db: Db): void {
  for (const [measure, statement] of GAUGES) {
    measure.watch({}, async () => (await db.raw<{ rows: { value: number }[] }>(statement)).rows[0]?.value);
  }
}
