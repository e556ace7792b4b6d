import type { OrderView } from '@campus/contracts/order-state';
import { Link } from '@tanstack/react-router';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Moment } from '../../ui/moment.tsx';
import { Money } from '../../ui/money.tsx';
import { PaymentBadge, StatusBadge } from '../../ui/status-badge.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import styles from './orders-table.module.css';

const words = officeTexts.orders;
const { order: names } = texts.common;

const COLUMNS: readonly Column<OrderView>[] = [
  { header: words.columns.number, cell: (order) => <NumberLink order={order} />, isName: true },
  { header: words.columns.customer, cell: (order) => order.customer_name ?? words.guest },
  { header: words.columns.items, cell: ({ items }) => <span className={styles.items}>{itemsOf(items)}</span> },
  { header: words.columns.status, cell: (order) => <StatusBadge status={order.status} /> },
  {
    header: words.columns.payment,
    cell: (order) => (
      <span className={styles.payment}>
        {names.method[order.payment_method]} <PaymentBadge status={order.payment_status} />
      </span>
    ),
  },
  { header: words.columns.total, cell: (order) => <Money rupees={order.total} />, align: 'end' },
];

export function OrdersTable({ orders }: { orders: readonly OrderView[] }) {
  return <Table caption={words.title} columns={COLUMNS} rows={orders} keyOf={({ id }) => id} />;
}

function NumberLink({ order: { id, order_number, created_at, order_type } }: { order: OrderView }) {
  return (
    <Link to="/admin/orders/$orderId" params={{ orderId: id }} className={styles.name}>
      <span className={styles.number}>{order_number}</span>
      <span className={styles.small}>
        <Moment at={created_at} /> · {names.type[order_type]}
      </span>
    </Link>
  );
}

function itemsOf(items: OrderView['items']): string {
  return items.map(({ quantity, item_name }) => `${quantity} × ${item_name}`).join(', ');
}
