import { paymentRefunded } from '@campus/contracts/payment-events';
import type { Residue } from '@campus/outbox/archive';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What sales figures need of payments for ever: each refund, once. Without the customer, the gateway's names and what an admin wrote. */
export const refundResidue: Residue = (event) => {
  if (event.type !== paymentRefunded.type) return undefined;
  const { data } = paymentRefunded.data.safeParse(event.data);
  if (!data) return 'unreadable';
  return {
    ...event,
    data: {
      ...data,
      payment: { ...data.payment, user_id: NOBODY, gateway_order_id: null, gateway_payment_id: null, refunds: [] },
      refund: { ...data.refund, reason: '' },
    },
  };
};
