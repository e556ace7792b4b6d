import type { AdminPaymentView } from '@campus/contracts/payments-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi, useSignIn } from '../../app/portal-context.ts';
import type { StaffOrder } from './staff-order.ts';

/** A refund in parts tells nobody when it arrives, so it is asked for while it is on its way. */
const LOOK_AGAIN_MS = 3_000;
const UNDER_WAY: AdminPaymentView['refunds'][number]['status'][] = ['requested', 'submitted', 'pending'];

/** What came and went at the gateway for this order; null when nobody has begun to pay. Admins only. */
export function usePayment({ id, version, payment_method }: StaffOrder) {
  const api = useApi();
  const { person } = useSignIn();
  return useQuery({
    queryKey: ['orders', 'payment', id, version],
    queryFn: async ({ signal }) => {
      const { payments } = await api.call('GET /admin/payments', { query: { order_id: id }, signal });
      return payments[0] ?? null;
    },
    enabled: person.role === 'admin' && payment_method === 'upi',
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.refunds.some(isUnderWay) ? LOOK_AGAIN_MS : false),
  });
}

export function isUnderWay({ status }: { status: AdminPaymentView['refunds'][number]['status'] }): boolean {
  return UNDER_WAY.includes(status);
}
