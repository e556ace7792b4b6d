import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { useToast } from '../../ui/toasts.tsx';
import { inboxKeys } from './inbox-keys.ts';

/** The notifications page by page, and what reading them means. */
export function useInbox() {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const inbox = useInfiniteQuery({
    queryKey: inboxKeys.list,
    queryFn: ({ pageParam, signal }) =>
      api.call('GET /users/me/notifications', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchOnMount: 'always',
  });
  const settled = {
    onSuccess: () => client.invalidateQueries({ queryKey: inboxKeys.all }),
    onError: (error: Error) => toast({ title: errorText(error), tone: 'danger' }),
  };
  const read = useMutation({
    mutationFn: (id: string) => api.call('POST /users/me/notifications/:id/read', { params: { id } }),
    ...settled,
  });
  // Up to the newest one that is shown: what has come since has not been read.
  const readAll = useMutation({
    mutationFn: (newest: string) => api.call('POST /users/me/notifications/read', { body: { up_to: newest } }),
    ...settled,
  });
  return { inbox, read, readAll };
}
