import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../app/portal-context.ts';
import { useStaff } from './use-staff.ts';

const NEWEST = 100;

export interface Rider {
  id: string;
  name: string;
  /** Open deliveries among the newest hundred. */
  jobs: number;
}

/** Everybody who delivers at the moment, whoever has least to do first. */
export function useRiders() {
  const api = useApi();
  const { data: staff, error, refetch } = useStaff();
  const { data: open } = useQuery({
    queryKey: ['orders', 'jobs'],
    queryFn: async ({ signal }) => {
      const query = { type: 'delivery' as const, limit: NEWEST };
      const { orders } = await api.call('GET /admin/orders', { query, signal });
      return orders.flatMap(({ assignment, status }) => {
        const isOpen = assignment?.status === 'assigned' || assignment?.status === 'picked_up';
        return isOpen && status !== 'cancelled' ? [assignment.staff_id] : [];
      });
    },
  });
  const riders = staff
    ?.filter(({ role, is_active }) => role === 'delivery' && is_active)
    .map(({ id, name }): Rider => ({ id, name, jobs: open?.filter((holder) => holder === id).length ?? 0 }))
    .sort((one, other) => one.jobs - other.jobs || one.name.localeCompare(other.name));
  return { riders, error, refetch };
}
