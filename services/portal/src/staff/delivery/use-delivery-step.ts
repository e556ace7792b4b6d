import type { OrderView } from '@campus/contracts/order-state';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { StaffEndpoints } from '../../api/staff-endpoints.ts';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { useToast } from '../../ui/toasts.tsx';

type Step = StaffEndpoints['PATCH /delivery/orders/:id/status']['body'];
const words = texts.delivery;

/** Takes a step of a job. The list is asked again whatever came of it: after a lost answer only the server knows. */
export function useDeliveryStep(order: OrderView) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: Step) => api.call('PATCH /delivery/orders/:id/status', { params: { id: order.id }, body }),
    onSuccess: (_answer, { status }) => toast({ title: words.done[status](order.order_number) }),
    onError: (error) => toast({ title: errorText(error), tone: 'danger' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
  });
}
