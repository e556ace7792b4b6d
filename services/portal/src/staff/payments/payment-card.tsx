import type { AdminPaymentView } from '@campus/contracts/payments-api';
import { officeTexts } from '../../texts/office-texts.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Facts } from '../../ui/facts.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Moment } from '../../ui/moment.tsx';
import { Money } from '../../ui/money.tsx';
import { failedRefunds } from './attention.ts';
import { MismatchFacts } from './mismatch-facts.tsx';
import { OrderHead } from './order-head.tsx';
import styles from './payments-page.module.css';
import { Reason } from './reason.tsx';
import { RetryRefund } from './retry-refund.tsx';

const words = officeTexts.payments;

/** One payment, why it needs attention, and what to do about it. */
export function PaymentCard({ payment, isSettled }: { payment: AdminPaymentView; isSettled?: boolean }) {
  const { money } = useFormat();
  const { order_id, amount, captured, refunded, needs_attention, mismatches, refunds, captured_at, created_at } =
    payment;
  return (
    <Card as="article">
      <OrderHead orderId={order_id} />
      <div className={classNames(styles.body, isSettled && styles.isSettled)}>
        <div className={styles.reasons}>
          {needs_attention.map((reason) => (
            <Reason key={reason} {...(words.reasons[reason] ?? words.otherReason)} isSettled={isSettled} />
          ))}
        </div>
        <div className={styles.money}>
          <Facts
            facts={[
              { label: words.amount, value: <Money rupees={amount} /> },
              { label: words.received, value: <Money rupees={captured} /> },
              { label: words.returned, value: <Money rupees={refunded} /> },
              { label: words.since, value: <Moment at={captured_at ?? created_at} /> },
              ...refunds.map((refund) => ({
                label: words.refund(money(refund.amount), words.because(refund.reason)),
                value: officeTexts.orders.payment.refundStates[refund.status],
              })),
            ]}
          />
          {mismatches.map((mismatch) => (
            <MismatchFacts key={mismatch.id} mismatch={mismatch} />
          ))}
          {failedRefunds(payment).map((failed) => (
            <RetryRefund key={failed.refund.id} orderId={order_id} failed={failed} />
          ))}
        </div>
      </div>
    </Card>
  );
}
