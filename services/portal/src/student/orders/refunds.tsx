import type { OrderView } from '@campus/contracts/order-state';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { useFormat } from '../../ui/format-context.ts';

const words = texts.student.order;
/** A part of the money that goes back is no change of the order, so no message tells of it. */
const EVERY_MS = 10_000;

/** The money that goes back, and how far it has come. */
export function Refunds({ order }: { order: OrderView }) {
  const api = useApi();
  const { money } = useFormat();
  const { data } = useQuery({
    queryKey: ['payment', order.id, order.version],
    queryFn: ({ signal }) => api.call('GET /payments/orders/:order_id', { params: { order_id: order.id }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
  return data?.payment.refunds.map(({ id, status, amount }) => (
    <Banner key={id} tone="info">
      {money(amount)}: {words.refunds[status]}
    </Banner>
  ));
}
