import type { OrderView } from '@campus/contracts/order-state';
import { getRouteApi } from '@tanstack/react-router';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Money } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PaymentBadge, StatusBadge } from '../../ui/status-badge.tsx';
import styles from '../cart/cart-lines.module.css';
import { CancelButton } from './cancel-button.tsx';
import { OrderSteps } from './order-steps.tsx';
import { PayPanel } from './pay-panel.tsx';
import { Refunds } from './refunds.tsx';
import { useOrder } from './use-order.ts';

const words = texts.student.order;
const { cart } = texts.student;
const route = getRouteApi('/signed-in/orders/$orderId');

export function OrderPage() {
  const { orderId } = route.useParams();
  const { data: order, error, refetch } = useOrder(orderId);
  if (order) return <OrderDetails order={order} />;
  return (
    <Page title={texts.student.orders.title} width="narrow">
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton label={words.loading} height="9rem" />}
    </Page>
  );
}

function OrderDetails({ order }: { order: OrderView }) {
  const { time } = useFormat();
  const isFinal = order.status === 'completed' || order.status === 'cancelled';
  const isUnpaid = order.payment_method === 'upi' && order.payment_status !== 'paid' && !order.confirmed_at;
  return (
    <Page title={order.order_number} width="narrow" actions={<PaymentBadge status={order.payment_status} />}>
      {isUnpaid && !isFinal && <PayPanel order={order} />}
      <WhatToDo order={order} />
      <Card title={words.steps} action={<StatusBadge status={order.status} />}>
        {order.status === 'cancelled' ? (
          <p>{order.cancellation_reason ?? words.cancelled}</p>
        ) : (
          <OrderSteps order={order} />
        )}
        {order.estimated_ready_time && !isFinal && <p>{words.readyBy(time(order.estimated_ready_time))}</p>}
        {order.payment_method === 'upi' && order.payment_status !== 'pending' && <Refunds order={order} />}
      </Card>
      <Card title={words.items}>
        {order.items.map((item) => (
          <div key={item.menu_item_id} className={styles.line} data-fixed>
            <span>
              {item.quantity} × {item.item_name}
            </span>
            <Money rupees={item.line_total} />
          </div>
        ))}
        <dl className={styles.sums}>
          {order.order_type === 'delivery' && (
            <>
              <dt>{cart.delivery}</dt>
              <dd>
                <Money rupees={order.delivery_charge} />
              </dd>
            </>
          )}
          <dt>{cart.total}</dt>
          <dd>
            <strong>
              <Money rupees={order.total} />
            </strong>
          </dd>
        </dl>
        {order.special_instructions && (
          <p>
            {words.instructions}: {order.special_instructions}
          </p>
        )}
        {order.delivery_address && (
          <p>
            {words.address}: {order.delivery_address}
          </p>
        )}
      </Card>
      {order.status === 'received' && <CancelButton order={order} />}
    </Page>
  );
}

/** What the student does next, where it is the student's turn. */
function WhatToDo({ order }: { order: OrderView }) {
  const { money } = useFormat();
  const isCash = order.payment_method === 'cash' && order.payment_status === 'pending';
  const cash = isCash && order.status !== 'cancelled' && words.bringCash(money(order.total));
  const collect = order.status === 'ready' && words.collect[order.order_type];
  if (!cash && !collect) return null;
  return <Banner tone={collect ? 'success' : 'info'}>{[collect, cash].filter(Boolean).join(' ')}</Banner>;
}
