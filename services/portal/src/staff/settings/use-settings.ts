import type { SettingKey } from '@campus/contracts/config-api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Setting } from '../../api/admin-endpoints.ts';
import { useLiveMessage } from '../../app/live-provider.tsx';
import { useApi } from '../../app/portal-context.ts';
import { useRefresh } from '../../app/use-refresh.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useToast } from '../../ui/toasts.tsx';

const SETTINGS = ['admin', 'settings'];

/** Every setting with its last change; what anybody changes appears by itself. */
export function useSettings() {
  const api = useApi();
  const refresh = useRefresh(SETTINGS);
  useLiveMessage('config', refresh);
  useLiveMessage('catch-up', refresh);
  return useQuery({
    queryKey: [...SETTINGS, 'details'],
    queryFn: async ({ signal }) => (await api.call('GET /admin/config/details', { signal })).settings,
  });
}

/** The changes of one setting or of all, newest first. */
export function useSettingChanges(key: SettingKey | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...SETTINGS, 'changes', key ?? ''],
    queryFn: ({ signal, pageParam }) =>
      api.call('GET /admin/config/changes', { query: { key, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}

export interface SettingChange {
  value: unknown;
  /** What the person saw when they changed it. */
  version: number;
}

export function useSettingChange({ key }: Pick<Setting, 'key'>) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: SettingChange) => api.call('PUT /admin/config/:key', { params: { key }, body }),
    onSuccess: () => toast({ title: officeTexts.settings.saved(officeTexts.settings.keys[key].label) }),
    // Awaited, so that the new value is there when the button is free again.
    onSettled: () => client.invalidateQueries({ queryKey: SETTINGS }),
  });
}
