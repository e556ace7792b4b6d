import type { AdminMenuItemView } from '@campus/contracts/menu-api';
import { useState } from 'react';
import { fieldErrors, isApiError } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useToast } from '../../ui/toasts.tsx';
import { changedFields, type DishDraft, differences, draftOf, emptyDraft, fieldsOf, rebased } from './dish-draft.ts';
import { KEPT, type Photo } from './photo.ts';
import { useSaveDish } from './use-save-dish.ts';

const words = officeTexts.menuAdmin;

export interface DishForm {
  /** What it was filled from; undefined for a new dish. */
  dish: AdminMenuItemView | undefined;
  /** As the menu has it now. */
  current: AdminMenuItemView | undefined;
  categoryId: string;
  onDone(): void;
}

/** What stands in the form of a dish, whether it can be saved, and what somebody else did to the dish meanwhile. */
export function useDishForm({ dish, current, categoryId, onDone }: DishForm) {
  const toast = useToast();
  const save = useSaveDish();
  const [base, setBase] = useState(dish);
  const [draft, setDraft] = useState<DishDraft>(() => (dish ? draftOf(dish) : emptyDraft(categoryId)));
  const [photo, setPhoto] = useState<Photo>(KEPT);
  const [isAvailable, setAvailable] = useState(true);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const theirs = base && current && current.version > base.version ? differences(base, current) : [];

  const submit = () => {
    const fields = fieldsOf(draft);
    const faults = faultsOf(draft);
    setErrors(faults);
    if (!fields || Object.keys(faults).length > 0) return;
    // What only moved or was switched is no conflict with what stands here.
    const seen = theirs.length === 0 && base && current ? current : base;
    save.mutate(
      { base: seen, fields, photo, isAvailable },
      {
        onSuccess: ({ item, photoFault }) => {
          setBase(item);
          if (photoFault) return setErrors({ photo: photoFault, form: words.form.photoFailed });
          toast({ title: base ? words.form.saved(item.name) : words.form.created(item.name) });
          onDone();
        },
        // A newer version arrives with the menu and is shown as such.
        onError: (error) =>
          setErrors(
            isApiError(error, 'VALIDATION_ERROR')
              ? { form: errorText(error), ...fieldErrors(error) }
              : { form: errorText(error) },
          ),
      },
    );
  };
  const settle = (next: DishDraft) => {
    setBase(current);
    setDraft(next);
    setErrors({});
  };
  return {
    ...{ base, draft, photo, isAvailable, errors, theirs, submit, setPhoto, setAvailable },
    isBusy: save.isPending,
    isUploading: save.isPending && photo.kind === 'chosen',
    isDirty: photo.kind !== 'kept' || isChanged(draft, base),
    change(part: Partial<DishDraft>) {
      setDraft((known) => ({ ...known, ...part }));
      setErrors({});
    },
    keepMine: () => base && current && settle(rebased(draft, base, current)),
    takeTheirs: () => current && settle(draftOf(current)),
  };
}

function faultsOf(draft: DishDraft): Record<string, string> {
  return {
    ...(draft.name.trim() === '' && { name: words.form.missingName }),
    ...(!fieldsOf(draft) && { price: words.price.wrong }),
  };
}

function isChanged(draft: DishDraft, base: AdminMenuItemView | undefined): boolean {
  if (!base) return draft.name !== '' || draft.price !== '' || draft.description !== '';
  const fields = fieldsOf(draft);
  return !fields || Object.keys(changedFields(base, fields)).length > 0;
}
