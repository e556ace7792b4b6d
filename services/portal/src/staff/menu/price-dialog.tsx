import type { AdminMenuItemView } from '@campus/contracts/menu-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, isApiError } from '../../api/api-error.ts';
import { useApi } from '../../app/portal-context.ts';
import { useLast } from '../../app/use-last.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { rupeesText } from '../../texts/rupees-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { priceFrom } from './price-from.ts';
import { DISHES } from './use-admin-menu.ts';

const words = officeTexts.menuAdmin.price;

export interface PriceDialogProps {
  /** As it is now, also when somebody changes it meanwhile; undefined: closed. */
  dish: AdminMenuItemView | undefined;
  onClose(): void;
}

/** The change that is made most often, in two taps. */
export function PriceDialog({ dish, onClose }: PriceDialogProps) {
  const shown = useLast(dish);
  return (
    <Dialog open={dish !== undefined} onClose={onClose} title={shown ? words.title(shown.name) : ''}>
      {shown && <PriceForm key={shown.id} dish={shown} onClose={onClose} />}
    </Dialog>
  );
}

function PriceForm({ dish, onClose }: { dish: AdminMenuItemView; onClose(): void }) {
  const { money } = useFormat();
  const [text, setText] = useState(() => rupeesText(dish.price));
  const [fault, setFault] = useState<string>();
  const save = useSavePrice(dish, { onClose, onFault: setFault });
  const submit = () => {
    const price = priceFrom(text);
    if (price === undefined) setFault(words.wrong);
    else save.mutate(price);
  };
  return (
    <Form onSubmit={submit}>
      <p>{words.now(money(dish.price))}</p>
      <TextField
        name="price"
        label={words.label}
        hint={words.hint}
        inputMode="decimal"
        autoComplete="off"
        autoFocus
        value={text}
        error={fault}
        onChange={(next) => {
          setText(next);
          setFault(undefined);
        }}
      />
      <FormActions>
        <Button onClick={onClose}>{texts.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {texts.common.save}
        </Button>
      </FormActions>
    </Form>
  );
}

function useSavePrice(dish: AdminMenuItemView, then: { onClose(): void; onFault(text: string): void }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const { money } = useFormat();
  return useMutation({
    // The price that is shown is the one that is changed: with another one meanwhile the person looks again.
    mutationFn: (price: number) =>
      api.call('PUT /admin/menu/items/:id', { params: { id: dish.id }, body: { price, version: dish.version } }),
    onSuccess: ({ item }) => {
      toast({ title: words.saved(item.name, money(item.price)) });
      then.onClose();
    },
    onError: (error) => {
      const known = isApiError(error, 'VALIDATION_ERROR') ? fieldErrors(error).price : undefined;
      then.onFault(known ?? errorText(error));
    },
    onSettled: () => client.invalidateQueries({ queryKey: DISHES }),
  });
}
