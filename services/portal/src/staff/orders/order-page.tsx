import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useSignIn } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PaymentBadge, StatusBadge } from '../../ui/status-badge.tsx';
import { CustomerCard } from './customer-card.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { LinesCard } from './lines-card.tsx';
import { OrderNotice } from './order-notice.tsx';
import styles from './order-page.module.css';
import { OrderTools } from './order-tools.tsx';
import { PaymentCard } from './payment-card.tsx';
import type { StaffOrder } from './staff-order.ts';
import { useOrder } from './use-order.ts';

const words = officeTexts.orders.order;

export function OrderPage() {
  const { orderId } = useParams({ from: '/signed-in/admin/orders/$orderId' });
  const { data: order, error, refetch } = useOrder(orderId);
  return (
    <Page
      title={order?.order_number ?? officeTexts.orders.title}
      text={order && <Marks order={order} />}
      actions={
        <Link to="/admin/orders" className={buttonClass({ variant: 'quiet' })}>
          <ArrowLeft aria-hidden /> {words.back}
        </Link>
      }
    >
      {order && <Whole order={order} />}
      {!order && error && <ErrorState error={error} onRetry={refetch} />}
      {!order && !error && <Skeleton label={words.loading} count={4} height="14rem" minWidth="22rem" />}
    </Page>
  );
}

function Marks({ order }: { order: StaffOrder }) {
  const { type, method } = texts.common.order;
  return (
    <span className={styles.marks}>
      <StatusBadge status={order.status} />
      <PaymentBadge status={order.payment_status} />
      {type[order.order_type]} · {method[order.payment_method]}
    </span>
  );
}

function Whole({ order }: { order: StaffOrder }) {
  const { person } = useSignIn();
  return (
    <>
      <OrderNotice order={order} />
      <OrderTools order={order} role={person.role} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <LinesCard order={order} />
          <CustomerCard order={order} />
        </div>
        <div className={styles.column}>
          <PaymentCard order={order} />
          {order.order_type === 'delivery' && <DeliveryCard order={order} role={person.role} />}
          <HistoryCard order={order} />
        </div>
      </div>
    </>
  );
}
