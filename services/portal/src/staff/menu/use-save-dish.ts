import type { AdminMenuItemView } from '@campus/contracts/menu-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../api/api.ts';
import { useApi } from '../../app/portal-context.ts';
import { changedFields, type DishFields } from './dish-draft.ts';
import type { Photo } from './photo.ts';
import { photoErrorText, savePhoto } from './save-photo.ts';
import { DISHES } from './use-admin-menu.ts';

export interface DishToSave {
  /** What the form was filled from; undefined for a new dish. */
  base: AdminMenuItemView | undefined;
  fields: DishFields;
  photo: Photo;
  /** Of a new dish only. */
  isAvailable: boolean;
}

export interface SavedDish {
  item: AdminMenuItemView;
  /** Why its photo is not what was wanted; the rest is saved. */
  photoFault?: string;
}

/** Saves the fields that changed, then the photo. A photo that is refused leaves a dish that is saved. */
export function useSaveDish() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (dish: DishToSave): Promise<SavedDish> => {
      const item = await saveFields(api, dish);
      try {
        await savePhoto(api, { owner: 'items', id: item.id, photo: dish.photo });
        return { item };
      } catch (error) {
        return { item, photoFault: photoErrorText(error) };
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: DISHES }),
  });
}

async function saveFields(api: Api, { base, fields, isAvailable }: DishToSave): Promise<AdminMenuItemView> {
  if (!base) {
    // At the end of its category; the order is changed in the list.
    const body = { ...fields, is_available: isAvailable, display_order: 1_000_000 };
    return (await api.call('POST /admin/menu/items', { body })).item;
  }
  const changed = changedFields(base, fields);
  if (Object.keys(changed).length === 0) return base;
  const body = { ...changed, version: base.version };
  return (await api.call('PUT /admin/menu/items/:id', { params: { id: base.id }, body })).item;
}
