import type { OrderView } from '@campus/contracts/order-state';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usePortal } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { useNow } from '../../ui/use-now.ts';
import { openCheckout, type Payable } from './pay-window.ts';
import { orderKey } from './use-order.ts';

const words = texts.student.payment;
const POLL_MS = 2_000;

/** For an order that waits for its payment: the time that is left, and the way to pay. */
export function PayPanel({ order }: { order: OrderView }) {
  const { api, settings } = usePortal();
  const client = useQueryClient();
  const { money } = useFormat();
  const now = useNow(1_000);
  const { data } = useQuery({
    queryKey: ['payment', order.id],
    queryFn: ({ signal }) => api.call('GET /payments/orders/:order_id', { params: { order_id: order.id }, signal }),
    refetchInterval: ({ state }) => (state.data?.payment.gateway_order_id ? false : POLL_MS),
  });
  const pay = useMutation({
    mutationFn: async (payable: Payable) => {
      const outcome = await openCheckout(settings.checkout, payable);
      if (outcome.kind !== 'paid') return outcome.kind;
      const { status } = await api.call('POST /payments/verify', { body: outcome.receipt });
      return status === 'paid' ? 'paid' : 'confirming';
    },
    onSettled: () => client.invalidateQueries({ queryKey: orderKey(order.id) }),
  });
  const left = order.expires_at ? Math.ceil((Date.parse(order.expires_at) - now) / 1_000) : undefined;
  const gateway_order_id = data?.payment.gateway_order_id;
  const isPaid = pay.data === 'paid' || pay.data === 'confirming';
  return (
    <Card title={words.title}>
      {left !== undefined && (
        <p role="timer">{left > 0 ? words.timeLeft(Math.floor(left / 60), left % 60) : words.over}</p>
      )}
      {!gateway_order_id && <p role="status">{words.preparing}</p>}
      {isPaid && <Banner tone="info">{words.confirming}</Banner>}
      {(pay.data === 'failed' || pay.data === 'blocked' || pay.data === 'unreachable') && (
        <Banner tone="warning">{words[pay.data]}</Banner>
      )}
      {pay.error && <Banner tone="danger">{errorText(pay.error)}</Banner>}
      {data && gateway_order_id && !isPaid && (left === undefined || left > 0) && (
        <Button
          variant="primary"
          size="large"
          wide
          busy={pay.isPending}
          onClick={() => pay.mutate({ gateway_order_id, key_id: data.payment.key_id, amount: data.payment.amount })}
        >
          {words.pay(money(data.payment.amount))}
        </Button>
      )}
    </Card>
  );
}
