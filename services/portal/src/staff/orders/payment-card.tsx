import { useSignIn } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PaymentBadge } from '../../ui/status-badge.tsx';
import { CashButton } from './cash-button.tsx';
import styles from './payment-card.module.css';
import { PaymentMoney } from './payment-money.tsx';
import { RefundButton } from './refund-button.tsx';
import type { StaffOrder } from './staff-order.ts';
import { usePayment } from './use-payment.ts';

const words = officeTexts.orders.payment;

/** What is to be paid, what came, what went back and what can still go back. */
export function PaymentCard({ order }: { order: StaffOrder }) {
  const { person } = useSignIn();
  const isCash = order.payment_method === 'cash';
  return (
    <Card title={words.title} action={<PaymentBadge status={order.payment_status} />}>
      <Facts
        facts={[
          { label: words.method, value: texts.common.order.method[order.payment_method] },
          { label: officeTexts.orders.order.total, value: <Money rupees={order.total} /> },
        ]}
      />
      {isCash && <CashButton order={order} />}
      {isCash && <p className={styles.hint}>{words.cashHint}</p>}
      {!isCash && person.role === 'admin' && <UpiPayment order={order} />}
    </Card>
  );
}

function UpiPayment({ order }: { order: StaffOrder }) {
  const { data: payment, error, refetch } = usePayment(order);
  if (payment === undefined) {
    return error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton label={words.loading} count={1} />;
  }
  if (payment === null) return <p className={styles.hint}>{words.none}</p>;
  return (
    <>
      <PaymentMoney payment={payment} />
      <RefundButton number={order.order_number} payment={payment} />
    </>
  );
}
