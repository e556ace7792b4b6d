import type { AdminMenuItemView } from '@campus/contracts/menu-api';
import { useQueryClient } from '@tanstack/react-query';
import { isApiError } from '../../api/api-error.ts';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { DISHES } from './use-admin-menu.ts';

const words = officeTexts.menuAdmin.remove;

/** Asks, then deletes. A dish that somebody else has deleted just now is deleted as wanted. */
export function useRemoveDish(): (dish: AdminMenuItemView) => Promise<void> {
  const api = useApi();
  const client = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  return async ({ id, name }) => {
    if (!(await confirm({ title: words.title(name), text: words.text, action: words.action }))) return;
    try {
      await api.call('DELETE /admin/menu/items/:id', { params: { id } });
      toast({ title: words.done(name) });
    } catch (error) {
      if (isApiError(error, 'NOT_FOUND')) toast({ title: words.done(name) });
      else toast({ title: errorText(error), tone: 'danger' });
    }
    await client.invalidateQueries({ queryKey: DISHES });
  };
}
