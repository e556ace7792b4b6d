import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { RelativeTime } from '../ui/moment.tsx';
import { Money } from '../ui/money.tsx';
import { PaymentBadge, StatusBadge } from '../ui/status-badge.tsx';
import { Table } from '../ui/table.tsx';
import { VegMark } from '../ui/veg-mark.tsx';

const STATUSES = ['received', 'preparing', 'ready', 'out_for_delivery', 'completed', 'cancelled'] as const;
const PAYMENTS = ['pending', 'paid', 'failed', 'refunded'] as const;
const AT = '2026-11-26T07:00:00Z';

export function Orders() {
  return (
    <Card title="Orders" action={<Badge tone="accent">6</Badge>}>
      <Table
        caption="Orders"
        rows={STATUSES}
        keyOf={(status) => status}
        columns={[
          { header: 'Number', cell: (status) => `ORD-20261126-${status.length}`, isName: true },
          { header: 'Status', cell: (status) => <StatusBadge status={status} /> },
          { header: 'From afar', cell: (status) => <StatusBadge status={status} look="solid" /> },
          { header: 'Payment', cell: (status) => <PaymentBadge status={PAYMENTS[status.length % 4] ?? 'paid'} /> },
          { header: 'Food', cell: (status) => <VegMark isVeg={status.length % 2 === 0} /> },
          { header: 'Placed', cell: () => <RelativeTime at={AT} /> },
          { header: 'Total', cell: (status) => <Money rupees={status.length * 17.5} />, align: 'end' },
        ]}
      />
    </Card>
  );
}
