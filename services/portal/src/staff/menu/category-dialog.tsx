import type { CategoryView } from '@campus/contracts/menu-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { useLast } from '../../app/use-last.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { KEPT, type Photo } from './photo.ts';
import { PhotoField } from './photo-field.tsx';
import { photoErrorText, savePhoto } from './save-photo.ts';
import { CATEGORIES } from './use-admin-menu.ts';

const words = officeTexts.menuAdmin.categories;

export interface CategoryDialogProps {
  /** As the menu has it now; undefined: closed. */
  category: CategoryView | undefined;
  onClose(): void;
}

export function CategoryDialog({ category, onClose }: CategoryDialogProps) {
  const shown = useLast(category);
  return (
    <Dialog open={category !== undefined} onClose={onClose} title={shown ? words.dialog(shown.name) : ''}>
      {shown && <CategoryForm key={shown.id} current={shown} onClose={onClose} />}
    </Dialog>
  );
}

function CategoryForm({ current, onClose }: { current: CategoryView; onClose(): void }) {
  const [base, setBase] = useState(current);
  const [name, setName] = useState(base.name);
  const [isActive, setActive] = useState(base.is_active);
  const [photo, setPhoto] = useState<Photo>(KEPT);
  const [errors, setErrors] = useState<Partial<Record<'name' | 'photo' | 'form', string>>>({});
  const save = useSaveCategory({ onDone: onClose, onFault: setErrors });
  const isTheirs = current.name !== base.name || current.is_active !== base.is_active;

  const submit = () => {
    if (name.trim() === '') return setErrors({ name: words.missing });
    setErrors({});
    const seen = isTheirs ? base : current;
    const isChanged = name.trim() !== seen.name || isActive !== seen.is_active;
    save.mutate({ category: seen, change: isChanged ? { name: name.trim(), is_active: isActive } : undefined, photo });
  };
  const take = () => {
    setName(current.name);
    setActive(current.is_active);
    setBase(current);
  };
  return (
    <Form onSubmit={submit}>
      {isTheirs && (
        <ConflictNotice
          differences={[
            { field: 'name', value: current.name },
            { field: 'is_active', value: current.is_active ? texts.common.yes : texts.common.no },
          ]}
          onKeep={() => setBase(current)}
          onTake={take}
        />
      )}
      <TextField name="name" label={words.field} value={name} error={errors.name} maxLength={100} onChange={setName} />
      <Switch label={words.active} hint={words.activeHint} checked={isActive} onChange={setActive} />
      <PhotoField
        name={name}
        url={current.image_url}
        photo={photo}
        error={errors.photo}
        busy={save.isPending && photo.kind === 'chosen'}
        onChange={setPhoto}
      />
      {errors.form && (
        <Banner tone="danger" role="alert">
          {errors.form}
        </Banner>
      )}
      <FormActions>
        <Button onClick={onClose}>{texts.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={save.isPending} disabled={isTheirs}>
          {texts.common.save}
        </Button>
      </FormActions>
    </Form>
  );
}

interface CategoryToSave {
  category: CategoryView;
  change: { name: string; is_active: boolean } | undefined;
  photo: Photo;
}

function useSaveCategory(then: { onDone(): void; onFault(errors: { photo?: string; form?: string }): void }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async ({ category: { id, version }, change, photo }: CategoryToSave) => {
      if (change) await api.call('PUT /admin/menu/categories/:id', { params: { id }, body: { ...change, version } });
      return savePhoto(api, { owner: 'categories', id, photo }).then(() => undefined, photoErrorText);
    },
    onSuccess: (photoFault, { category, change }) => {
      if (photoFault) return then.onFault({ photo: photoFault });
      toast({ title: words.saved(change?.name ?? category.name) });
      then.onDone();
    },
    onError: (error) => then.onFault({ form: errorText(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: CATEGORIES.slice(0, 2) }),
  });
}
