import type { OrderView } from '@campus/contracts/order-state';
import { texts } from '../../texts/texts.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';

const words = texts.ordersAdmin.order;

/** For whom, where to and when. */
export function CustomerCard({ order }: { order: OrderView }) {
  const { delivery_address: address, special_instructions: wish, estimated_ready_time: ready } = order;
  return (
    <Card title={words.customer}>
      <Facts
        facts={[
          { label: words.name, value: order.customer_name ?? texts.ordersAdmin.guest },
          address !== null && { label: words.address, value: address },
          wish !== null && { label: words.instructions, value: wish },
          { label: words.placed, value: <Moment at={order.created_at} /> },
          ready !== null && { label: words.readyBy, value: <Moment at={ready} /> },
          { label: words.slot, value: order.slot },
        ]}
      />
    </Card>
  );
}
