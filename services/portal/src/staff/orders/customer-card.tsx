import type { OrderView } from '@campus/contracts/order-state';
import { officeTexts } from '../../texts/office-texts.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';

const words = officeTexts.orders.order;

/** For whom, where to and when. */
export function CustomerCard({ order }: { order: OrderView }) {
  const { delivery_address: address, estimated_ready_time: ready } = order;
  return (
    <Card title={words.customer}>
      <Facts
        facts={[
          { label: words.name, value: order.customer_name ?? officeTexts.orders.guest },
          address !== null && { label: words.address, value: address },
          { label: words.placed, value: <Moment at={order.created_at} /> },
          ready !== null && { label: words.readyBy, value: <Moment at={ready} /> },
          { label: words.slot, value: order.slot },
        ]}
      />
    </Card>
  );
}
