import type { AdminMenuItemView } from '@campus/contracts/menu-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { offUntil } from '../../app/off-until.ts';
import { useApi, usePortal } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { useFormat } from '../../ui/format-context.ts';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './dish-row.module.css';
import { DISHES } from './use-admin-menu.ts';

const words = officeTexts.menuAdmin.availability;
const CHOICES = ['hour', 'slot', 'tomorrow'] as const;

interface Wish {
  is_available: boolean;
  until?: string;
}

/** Whether a dish can be ordered, and the ways to change that. */
export function AvailabilityMenu({ dish }: { dish: AdminMenuItemView }) {
  const { name, is_available, available_again_at } = dish;
  const { moment } = useFormat();
  const untilOf = useMoments();
  const change = useAvailability(dish);
  const state = is_available ? words.on : available_again_at ? words.offUntil(moment(available_again_at)) : words.off;
  const off = CHOICES.flatMap((choice) => {
    const until = untilOf(choice);
    return until === undefined
      ? []
      : { label: words.choices[choice], onSelect: () => change.mutate({ is_available: false, until }) };
  });
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={buttonClass({})}
          aria-label={words.label(name, state)}
          aria-busy={change.isPending || undefined}
        >
          <span className={styles.dot} data-on={is_available || undefined} aria-hidden="true" />
          <span className={styles.state}>{state}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
      actions={[
        ...(is_available ? [] : [{ label: words.choices.on, onSelect: () => change.mutate({ is_available: true }) }]),
        ...off,
        { label: words.choices.ever, onSelect: () => change.mutate({ is_available: false }) },
      ]}
    />
  );
}

function useMoments() {
  const { api, settings } = usePortal();
  const { data } = useQuery({
    queryKey: ['admin', 'restaurant'],
    queryFn: async ({ signal }) => (await api.call('GET /restaurant', { signal })).restaurant,
  });
  const slotEndsAt = data?.current_slot?.closes_at;
  return (choice: (typeof CHOICES)[number]) =>
    offUntil(choice, { now: Date.now(), timeZone: settings.time_zone, slotEndsAt });
}

function useAvailability({ id, name }: AdminMenuItemView) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: Wish) => api.call('PATCH /admin/menu/items/:id/availability', { params: { id }, body }),
    onSuccess: ({ item }) => {
      client.setQueryData<readonly AdminMenuItemView[]>(DISHES, (dishes) =>
        dishes?.map((dish) => (dish.id === id ? item : dish)),
      );
      toast({ title: item.is_available ? words.done.on(name) : words.done.off(name) });
    },
    onError: (error) => toast({ title: errorText(error), tone: 'danger' }),
  });
}
