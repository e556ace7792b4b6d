import type { AdminMenuItemView, CategoryView, ReorderMenuBody } from '@campus/contracts/menu-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useToast } from '../../ui/toasts.tsx';
import { CATEGORIES, DISHES } from './use-admin-menu.ts';

const words = officeTexts.menuAdmin.order;

/** Saves a new order of dishes or categories; the screen shows it at once and takes it back when it was refused. */
export function useMenuOrder() {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: ReorderMenuBody) => api.call('PUT /admin/menu/order', { body }),
    onMutate: async ({ item_ids = [], category_ids = [] }) => {
      await client.cancelQueries({ queryKey: DISHES.slice(0, 2) });
      const inOrder = <Thing extends { id: string }>(ids: readonly string[]) => {
        return (things: readonly Thing[] | undefined) => things && withOrder(things, ids);
      };
      client.setQueryData(DISHES, inOrder<AdminMenuItemView>(item_ids));
      client.setQueryData(CATEGORIES, inOrder<CategoryView>(category_ids));
    },
    onSuccess: () => toast({ title: words.saved }),
    onError: (error) => toast({ title: words.failed, text: errorText(error), tone: 'danger' }),
    onSettled: () => client.invalidateQueries({ queryKey: DISHES.slice(0, 2) }),
  });
}

/** Those named take each other's places in the new order; everything else stays where it is. */
function withOrder<Thing extends { id: string }>(things: readonly Thing[], ids: readonly string[]): Thing[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const next = ids.flatMap((id) => byId.get(id) ?? []).values();
  const named = new Set(ids);
  return things.map((thing) => (named.has(thing.id) ? (next.next().value ?? thing) : thing));
}
