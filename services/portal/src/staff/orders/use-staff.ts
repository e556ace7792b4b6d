import { useQuery } from '@tanstack/react-query';
import { useApi, useSignIn } from '../../app/portal-context.ts';

const FRESH_MS = 60_000;

/** Everybody who works here; only admins may know them. */
export function useStaff() {
  const api = useApi();
  const { person } = useSignIn();
  return useQuery({
    queryKey: ['orders', 'staff'],
    queryFn: async ({ signal }) => (await api.call('GET /admin/staff', { signal })).staff,
    enabled: person.role === 'admin',
    staleTime: FRESH_MS,
  });
}
