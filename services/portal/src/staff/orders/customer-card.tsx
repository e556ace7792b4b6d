import type { OrderView } from '@campus/contracts/order-state';
import { office } from '../../texts/office.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';

const words = office.orders.order;

/** For whom, where to and when. */
export function CustomerCard({ order }: { order: OrderView }) {
  const { delivery_address: address, estimated_ready_time: ready } = order;
  return (
    <Card title={words.customer}>
      <Facts
        facts={[
          { label: words.name, value: order.customer_name ?? office.orders.guest },
          address !== null && { label: words.address, value: address },
          { label: words.placed, value: <Moment at={order.created_at} /> },
          ready !== null && { label: words.readyBy, value: <Moment at={ready} /> },
          { label: words.slot, value: order.slot },
        ]}
      />
    </Card>
  );
}
