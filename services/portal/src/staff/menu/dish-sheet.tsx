import type { AdminMenuItemView, CategoryView } from '@campus/contracts/menu-api';
import { useRef } from 'react';
import { useLast } from '../../app/use-last.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Switch } from '../../ui/switch.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import type { DishField } from './dish-draft.ts';
import { DishFormFields } from './dish-form-fields.tsx';
import { PhotoField } from './photo-field.tsx';
import { useWindows } from './use-admin-menu.ts';
import { useDishForm } from './use-dish-form.ts';

const words = officeTexts.menuAdmin.form;

/** What the sheet is about: a dish as it was when it was opened, or a new one for a category. */
export interface OpenDish {
  key: string;
  dish?: AdminMenuItemView;
  categoryId: string;
}

export interface DishSheetProps {
  opened: OpenDish | undefined;
  dishes: readonly AdminMenuItemView[];
  categories: readonly CategoryView[];
  onClose(): void;
}

export function DishSheet({ opened, onClose, ...menu }: DishSheetProps) {
  const confirm = useConfirm();
  const isDirty = useRef(false);
  const leave = async () => {
    if (!isDirty.current || (await confirm(words.discard))) onClose();
  };
  const shown = useLast(opened);
  const title = shown?.dish ? words.edit(shown.dish.name) : words.create;
  return (
    <Dialog open={opened !== undefined} onClose={() => void leave()} title={title} kind="sheet">
      {shown && <DishForm key={shown.key} {...{ opened: shown, isDirty, ...menu }} onLeave={leave} onDone={onClose} />}
    </Dialog>
  );
}

interface DishFormProps extends Omit<DishSheetProps, 'opened' | 'onClose'> {
  opened: OpenDish;
  isDirty: { current: boolean };
  onLeave(): void;
  onDone(): void;
}

function DishForm({ opened: { dish, categoryId }, dishes, categories, isDirty, onLeave, onDone }: DishFormProps) {
  const windows = useWindows();
  const current = dishes.find(({ id }) => id === dish?.id);
  const form = useDishForm({ dish, current, categoryId, onDone });
  const { base, draft, photo, errors } = form;
  const theirValue = useValues(current, categories);
  isDirty.current = form.isDirty;
  const isGone = dish !== undefined && current === undefined;
  return (
    <Form onSubmit={form.submit}>
      {isGone && <Banner tone="danger">{officeTexts.menuAdmin.conflict.gone}</Banner>}
      {form.theirs.length > 0 && (
        <ConflictNotice
          differences={form.theirs.map((field) => ({ field, value: theirValue(field) }))}
          onKeep={form.keepMine}
          onTake={form.takeTheirs}
        />
      )}
      <PhotoField
        name={draft.name}
        url={(current ?? base)?.image_url ?? null}
        photo={photo}
        error={errors.photo}
        busy={form.isUploading}
        onChange={form.setPhoto}
      />
      <DishFormFields {...{ draft, errors, categories, windows }} onChange={form.change} />
      {!base && (
        <Switch
          label={words.available}
          hint={words.availableHint}
          checked={form.isAvailable}
          onChange={form.setAvailable}
        />
      )}
      {errors.form && (
        <Banner tone="danger" role="alert">
          {errors.form}
        </Banner>
      )}
      <FormActions>
        <Button onClick={onLeave}>{texts.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={form.isBusy} disabled={isGone || form.theirs.length > 0}>
          {base ? words.save : words.createIt}
        </Button>
      </FormActions>
    </Form>
  );
}

/** The values of a dish as people read them. */
function useValues(dish: AdminMenuItemView | undefined, categories: readonly CategoryView[]) {
  const { money } = useFormat();
  return (field: DishField): string => {
    if (!dish) return '';
    if (field === 'price') return money(dish.price);
    if (field === 'is_veg') return dish.is_veg ? words.veg : words.nonVeg;
    if (field === 'time_slots') return dish.time_slots.join(', ') || officeTexts.menuAdmin.dish.everyWindow;
    if (field === 'category_id') return categories.find(({ id }) => id === dish.category_id)?.name ?? '';
    return dish[field] ?? '';
  };
}
