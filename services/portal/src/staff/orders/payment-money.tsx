import type { AdminPaymentView } from '@campus/contracts/payments-api';
import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Money } from '../../ui/money.tsx';
import styles from './payment-card.module.css';

const words = officeTexts.orders.payment;
type Refund = AdminPaymentView['refunds'][number];
type Attempt = AdminPaymentView['attempts'][number];

const REFUND_TONES: Record<Refund['status'], Tone> = {
  requested: 'info',
  submitted: 'info',
  pending: 'info',
  processed: 'success',
  failed: 'danger',
};
const ATTEMPT_TONES: Record<Attempt['status'], Tone> = {
  created: 'neutral',
  failed: 'danger',
  authorized: 'warning',
  captured: 'success',
  refunded: 'violet',
};

/** The money of a UPI order as the gateway knows it. */
export function PaymentMoney({ payment }: { payment: AdminPaymentView }) {
  const { attempts, refunds, captured, refunded, needs_attention: attention } = payment;
  return (
    <>
      {attention.length > 0 && <Attention />}
      <Facts
        facts={[
          { label: words.paid, value: <Money rupees={captured} /> },
          refunds.length > 0 && { label: words.returned, value: <Money rupees={refunded} /> },
        ]}
      />
      {attempts.length > 0 && <h3 className={styles.title}>{words.attempts}</h3>}
      <ul className={styles.rows} aria-label={words.attempts}>
        {attempts.map((attempt) => (
          <li key={attempt.gateway_payment_id} className={styles.row}>
            <strong>
              <Money rupees={attempt.amount} />
            </strong>
            <span className={styles.small}>{attempt.gateway_payment_id}</span>
            <span className={styles.state}>
              <Badge tone={ATTEMPT_TONES[attempt.status]}>{words.attemptStates[attempt.status]}</Badge>
            </span>
          </li>
        ))}
      </ul>
      {refunds.length > 0 && <Refunds refunds={refunds} />}
    </>
  );
}

function Refunds({ refunds }: { refunds: readonly Refund[] }) {
  return (
    <>
      <h3 className={styles.title}>{words.refunds}</h3>
      <ul className={styles.rows} aria-label={words.refunds}>
        {refunds.map((refund) => (
          <li key={refund.id} className={styles.row}>
            <strong>
              <Money rupees={refund.amount} />
            </strong>
            <span className={styles.small}>
              <Moment at={refund.processed_at ?? refund.created_at} /> · {officeTexts.payments.because(refund.reason)}
            </span>
            <span className={styles.state}>
              <Badge tone={refund.blocked_by ? 'warning' : REFUND_TONES[refund.status]}>
                {refund.blocked_by ? words.blocked : words.refundStates[refund.status]}
              </Badge>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Attention() {
  return (
    <Banner
      tone="warning"
      role="note"
      icon={<CircleAlert />}
      action={
        <Link to="/admin/payments" className={buttonClass({})}>
          {words.look}
        </Link>
      }
    >
      {words.attention}
    </Banner>
  );
}
