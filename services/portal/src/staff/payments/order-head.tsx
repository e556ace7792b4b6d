import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './payments-page.module.css';
import { PAYMENTS } from './use-payments.ts';

const words = officeTexts.payments;

/** Whose money it is: the payments know orders only by their ids. */
export function OrderHead({ orderId: id }: { orderId: string }) {
  const api = useApi();
  const { data: order } = useQuery({
    queryKey: [...PAYMENTS, 'order', id],
    queryFn: async ({ signal }) => (await api.call('GET /admin/orders/:id', { params: { id }, signal })).order,
  });
  return (
    <header className={styles.head}>
      <span className={styles.actions}>
        <h3>{order?.order_number ?? words.someOrder}</h3>
        {order && <StatusBadge status={order.status} />}
      </span>
      <Link
        to="/admin/orders/$orderId"
        params={{ orderId: id }}
        className={buttonClass({})}
        aria-label={order && words.openNumber(order.order_number)}
      >
        {words.openOrder}
      </Link>
    </header>
  );
}
