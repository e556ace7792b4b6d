import type { StaffView } from '@campus/contracts/auth-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/endpoints.ts';
import { useApi } from '../../app/portal-context.ts';

const PEOPLE = ['admin', 'people'];
// There is no message about staff: two admins at once see each other's changes after this time.
const EVERY_MS = 15_000;

export function usePeople() {
  const api = useApi();
  return useQuery({
    queryKey: PEOPLE,
    queryFn: async ({ signal }) => (await api.call('GET /admin/staff', { signal })).staff,
    refetchInterval: EVERY_MS,
  });
}

export interface PersonChange {
  name?: string;
  role?: StaffView['role'];
  is_active?: boolean;
  password?: string;
}

export interface NewPerson {
  username: string;
  name: string;
  role: StaffView['role'];
  password: string;
}

/** Changes a person, or adds one; the list is true again when it is done. */
export function usePersonChange(id: string) {
  const api = useApi();
  return usePersonCommand((body: PersonChange) => api.call('PATCH /admin/staff/:id', { params: { id }, body }));
}

export function useAddPerson() {
  const api = useApi();
  return usePersonCommand((body: NewPerson) => api.call('POST /admin/staff', { body }));
}

function usePersonCommand<Body>(send: (body: Body) => Promise<AnswerOf<'POST /admin/staff'>>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => client.invalidateQueries({ queryKey: PEOPLE }) });
}
